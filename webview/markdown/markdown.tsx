import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { lengthOf } from '../../src/markdown/text';
import type { Block } from '../../src/markdown/tree';
import { memo } from '../view/memo';
import { useStrings } from '../view/services';
import { renderBlocks } from './blocks';
import { readSection } from './readSection';
import { splitIntoSections } from './sections';
import { useMoreEachFrame } from './useMoreEachFrame';

/** About how many characters are drawn at a time: a few milliseconds of work. */
const sectionLength = 6_000;
/** What a block costs beside its characters, in characters. */
const costOfBlock = 40;
/** More than the longest report has; what is behind them is drawn when it is asked for. */
const sectionsAtOnce = 80;

/** An answer's text. A long one is drawn section by section, so that the chat stays responsive. */
export function Markdown({ blocks }: { readonly blocks: readonly Block[] }): VNode {
  const sections = useMemo(() => sectionsOf(blocks), [blocks]);
  return <Sections sections={sections} />;
}

/** A text whose sources are not known: its markers are text. */
export function UncitedMarkdown({ text }: { readonly text: string }): VNode {
  const sections = useMemo(() => splitIntoSections(text).map(uncitedBlocks), [text]);
  return <Sections sections={sections} />;
}

/** Parses a text whose sources are not known. */
export function uncitedBlocks(text: string): readonly Block[] {
  return readSection(text, () => false);
}

function Sections({ sections }: { readonly sections: readonly (readonly Block[])[] }): VNode {
  const strings = useStrings();
  const [most, setMost] = useState(sectionsAtOnce);
  const shown = useMoreEachFrame(Math.min(most, sections.length), { first: 1, step: 2 });
  return (
    <div class="markdown">
      {sections.slice(0, shown).map((section, index) => (
        <Section key={index} blocks={section} />
      ))}
      {most < sections.length && (
        <button type="button" class="text-button" onClick={() => setMost(most + sectionsAtOnce)}>
          {strings.showMore}
        </button>
      )}
    </div>
  );
}

/** A part of a text that is drawn by itself. */
export const Section = memo(function Section({ blocks }: { readonly blocks: readonly Block[] }): VNode {
  return <div class="section">{renderBlocks(blocks)}</div>;
});

/** Runs of whole blocks, each of about `sectionLength` characters. */
function sectionsOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const sections: Block[][] = [];
  let length = sectionLength;
  for (const block of blocks) {
    if (length >= sectionLength) {
      sections.push([]);
      length = 0;
    }
    sections.at(-1)?.push(block);
    length += lengthOf(block) + costOfBlock;
  }
  return sections;
}
