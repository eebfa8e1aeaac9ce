import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { memo } from '../view/memo';
import { renderBlocks } from './blocks';
import { readSection } from './readSection';
import { splitIntoSections } from './sections';
import { useMoreEachFrame } from './useMoreEachFrame';

export interface MarkdownProps {
  readonly text: string;
  /** Which numbers in brackets are citation markers. Must be the same function as long as it says the same. */
  readonly isSource: (number: number) => boolean;
}

/** An answer's text. A long one is drawn section by section, so that the chat stays responsive. */
export function Markdown({ text, isSource }: MarkdownProps): VNode {
  const sections = useMemo(() => splitIntoSections(text), [text]);
  const shown = useMoreEachFrame(sections.length, { first: 1, step: 2 });
  return (
    <div class="markdown">
      {sections.slice(0, shown).map((section, index) => (
        <Section key={index} text={section} isSource={isSource} />
      ))}
    </div>
  );
}

/** A part of a text that is parsed and drawn by itself. */
export const Section = memo(function Section({ text, isSource }: MarkdownProps): VNode {
  const blocks = useMemo(() => readSection(text, isSource), [text, isSource]);
  return <div class="section">{renderBlocks(blocks)}</div>;
});
