import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { plainText } from '../../src/markdown/text';
import type { Block } from '../../src/markdown/tree';
import { CopyButton } from './copyButton';
import { InsertButton } from './insertButton';
import { useStrings } from './services';

/** How much of a text is laid out: what a browser does without being felt. Copying takes all of it. */
const mostCharacters = 50_000;

interface PlainAnswerProps {
  readonly turnId: string;
  readonly text: string;
}

/** An answer that can't be drawn as it is meant: its text as it is, in a box that can be scrolled. */
export function PlainAnswer({ turnId, text }: PlainAnswerProps): VNode {
  const strings = useStrings();
  return (
    <div class="plain-answer">
      <Unformatted text={text} />
      <div class="actions" role="group" aria-label={strings.answer}>
        <InsertButton turnId={turnId} />
        <CopyButton label={strings.copy} control="copyAnswer" request={{ kind: 'copyAnswer', turnId }} />
      </div>
    </div>
  );
}

/** The text of such an answer, and what is the matter with it. */
export function Unformatted({ text }: { readonly text: string }): VNode {
  const strings = useStrings();
  return (
    <>
      <p class="note">{strings.unformattedAnswer}</p>
      {text !== '' && <PlainText text={text} />}
    </>
  );
}

/** The same of an answer of which the text was read already. */
export function UnformattedAnswer({
  blocks,
  text,
}: {
  readonly blocks: readonly Block[] | null;
  readonly text: string;
}): VNode {
  return <Unformatted text={blocks === null ? text : plainText(blocks)} />;
}

/** Stands for what supports an answer when it can't be drawn. */
export function Unshown(): VNode {
  const strings = useStrings();
  return <p class="note">{strings.sourcesNotShown}</p>;
}

/** A text as it is, in a box of bounded height. Of a very long one only the beginning is shown, and said to be that. */
export function PlainText({ text }: { readonly text: string }): VNode {
  const strings = useStrings();
  const shown = useMemo(() => beginningOf(text), [text]);
  return (
    <>
      <pre class="plain-text" dir="auto" tabIndex={0} role="group" aria-label={strings.unformattedText}>
        {shown}
      </pre>
      {shown.length < text.length && <p class="note">{format(strings.onlyBeginning, shown.length.toLocaleString())}</p>}
    </>
  );
}

function beginningOf(text: string): string {
  return text.length <= mostCharacters ? text : text.slice(0, mostCharacters).replace(/[\ud800-\udbff]$/, '');
}
