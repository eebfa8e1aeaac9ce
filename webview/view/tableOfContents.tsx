import type { VNode } from 'preact';
import { useContext, useId, useMemo } from 'preact/hooks';
import { lengthOf, textOf } from '../../src/markdown/text';
import type { Block, HeadingBlock } from '../../src/markdown/tree';
import { Disclosure } from './controls';
import { memo } from './memo';
import { PanelContext, useStrings } from './services';
import { useExpanded } from './useExpanded';

/** A shorter text is looked over faster than its contents are. */
const longEnough = 3_000;
const fewestHeadings = 4;

interface TableOfContentsProps {
  readonly turnId: string;
  readonly blocks: readonly Block[];
}

/** The headings of a long answer, closed until somebody wants them; each leads to where it stands in the text. */
export const TableOfContents = memo(function TableOfContents({ turnId, blocks }: TableOfContentsProps): VNode | null {
  const strings = useStrings();
  const [expanded, toggle] = useExpanded(`${turnId}/contents`);
  const id = useId();
  const headings = useMemo(() => headingsOf(blocks), [blocks]);
  if (headings.length === 0) return null;
  return (
    <nav class="contents" aria-label={strings.contents}>
      <Disclosure expanded={expanded} controls={id} control="contents" className="contents-line" onToggle={toggle}>
        {strings.contents}
      </Disclosure>
      {expanded && <Entries id={id} turnId={turnId} headings={headings} />}
    </nav>
  );
});

/** The headings of a text that are worth a list: of a long one with several. */
function headingsOf(blocks: readonly Block[]): readonly HeadingBlock[] {
  const headings = blocks.filter((block) => block.type === 'heading');
  if (headings.length < fewestHeadings) return [];
  const length = blocks.reduce((sum, block) => sum + lengthOf(block), 0);
  return length < longEnough ? [] : headings;
}

interface EntriesProps {
  readonly id: string;
  readonly turnId: string;
  readonly headings: readonly HeadingBlock[];
}

function Entries({ id, turnId, headings }: EntriesProps): VNode {
  const strings = useStrings();
  const { revealHeading } = useContext(PanelContext);
  const top = headings.reduce((highest, { level }) => Math.min(highest, level), 6);
  return (
    <ul id={id} class="contents-entries">
      {headings.map((heading, index) => (
        <li key={index} class={`contents-level-${Math.min(heading.level - top, 3)}`}>
          <button type="button" class="contents-entry" dir="auto" onClick={() => revealHeading(turnId, index)}>
            {wordsOf(heading) || strings.untitledSection}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** A heading without its citation markers. */
function wordsOf({ children }: HeadingBlock): string {
  return textOf(children.filter(({ type }) => type !== 'marker' && type !== 'unresolved')).trim();
}
