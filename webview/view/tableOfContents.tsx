import type { VNode } from 'preact';
import { useContext, useId, useMemo } from 'preact/hooks';
import { headingsOf } from '../../src/markdown/parse';
import { textOf } from '../../src/markdown/text';
import type { HeadingBlock } from '../../src/markdown/tree';
import { Disclosure } from './controls';
import { memo } from './memo';
import { PanelContext, useLocalize } from './services';
import { useExpanded } from './useExpanded';

/** A shorter text is looked over faster than its contents are. */
const longEnough = 3_000;
const fewestHeadings = 4;

interface TableOfContentsProps {
  readonly turnId: string;
  readonly text: string;
}

/** The headings of a long answer, closed until somebody wants them; each leads to where it stands in the text. */
export const TableOfContents = memo(function TableOfContents({ turnId, text }: TableOfContentsProps): VNode | null {
  const localize = useLocalize();
  const [expanded, toggle] = useExpanded(`${turnId}/contents`);
  const id = useId();
  const isWorthwhile = useMemo(() => seemsWorthwhile(text), [text]);
  if (!isWorthwhile) return null;
  return (
    <nav class="contents" aria-label={localize('Contents')}>
      <Disclosure expanded={expanded} controls={id} control="contents" className="contents-line" onToggle={toggle}>
        {localize('Contents')}
      </Disclosure>
      {expanded && <Entries id={id} turnId={turnId} text={text} />}
    </nav>
  );
});

/** A look at lines that may be headings: the text is read for its headings only when somebody wants to see them. */
function seemsWorthwhile(text: string): boolean {
  if (text.length < longEnough) return false;
  const lines = text.matchAll(/^ {0,3}#{1,6}[ \t]/gm);
  for (let found = 0; found < fewestHeadings; found += 1) if (lines.next().done) return false;
  return true;
}

function Entries({ id, turnId, text }: TableOfContentsProps & { readonly id: string }): VNode {
  const localize = useLocalize();
  const { revealHeading } = useContext(PanelContext);
  const headings = useMemo(() => headingsOf(text), [text]);
  const top = headings.reduce((highest, { level }) => Math.min(highest, level), 6);
  return (
    <ul id={id} class="contents-entries">
      {headings.map((heading, index) => (
        <li key={index} class={`contents-level-${Math.min(heading.level - top, 3)}`}>
          <button type="button" class="contents-entry" dir="auto" onClick={() => revealHeading(turnId, index)}>
            {wordsOf(heading) || localize('Without words')}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A heading without its citation markers. */
function wordsOf({ children }: HeadingBlock): string {
  return textOf(children.filter(({ type }) => type !== 'marker')).trim();
}
