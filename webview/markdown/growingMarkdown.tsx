import type { VNode } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import type { Block } from '../../src/markdown/tree';
import { GrowingSections } from './growingSections';
import { Section, uncitedBlocks } from './markdown';
import { withoutUnfinished } from './unfinished';
import { useMoreEachFrame } from './useMoreEachFrame';

interface GrowingMarkdownProps {
  /** What has been written so far; means nothing once there are blocks. */
  readonly text: string;
  /** The whole answer with its citations; null as long as it is written. */
  readonly blocks: readonly Block[] | null;
}

/**
 * A text that is being written: of what is drawn already only the end is drawn anew. Its markers are text, since sources come
 * with the end. When it is complete it stays where it is, and its markers become buttons, some sections a frame.
 */
export function GrowingMarkdown({ text, blocks }: GrowingMarkdownProps): VNode {
  // What was written last counts until all of the complete text is drawn, whatever becomes of `text` meanwhile.
  const lastText = useRef(text);
  if (blocks === null) lastText.current = text;
  const written = useWrittenSections(lastText.current);
  const complete = useMemo(() => (blocks === null ? [] : cutAs(written, blocks)), [blocks]);
  const cited = useMoreEachFrame(complete.length, { first: 0, step: 15 });
  const sections = cited < complete.length ? [...complete.slice(0, cited), ...written.slice(cited)] : complete;
  return (
    <div class="markdown growing">
      {(blocks === null ? written : sections).map((section, index) => (
        <Section key={index} blocks={section} />
      ))}
    </div>
  );
}

/** The sections of a growing text; those that do not change any more stay the same objects. */
function useWrittenSections(text: string): readonly (readonly Block[])[] {
  const growing = useMemo(() => new GrowingSections(), []);
  const parsed = useRef<readonly { readonly text: string; readonly blocks: readonly Block[] }[]>([]);
  return useMemo(() => {
    const texts = growing.sectionsOf(text);
    parsed.current = texts.map((part, index) => {
      const shown = index === texts.length - 1 ? withoutUnfinished(part) : part;
      const before = parsed.current[index];
      return before?.text === shown ? before : { text: shown, blocks: uncitedBlocks(shown) };
    });
    return parsed.current.map((section) => section.blocks);
  }, [growing, text]);
}

/** Cuts the blocks of a complete text where those of the written one were cut, so that every block stays where it is. */
function cutAs(written: readonly (readonly Block[])[], blocks: readonly Block[]): readonly (readonly Block[])[] {
  const sections: (readonly Block[])[] = [];
  let start = 0;
  for (const { length } of written.slice(0, -1)) {
    if (start >= blocks.length) break;
    sections.push(blocks.slice(start, start + length));
    start += length;
  }
  return start < blocks.length ? [...sections, blocks.slice(start)] : sections;
}
