import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { GrowingSections, sectionsWhenComplete } from './growingSections';
import { type MarkdownProps, Section } from './markdown';
import { withoutUnfinished } from './unfinished';
import { useMoreEachFrame } from './useMoreEachFrame';

interface GrowingMarkdownProps extends MarkdownProps {
  readonly isComplete: boolean;
}

/**
 * A text that is being written: of what is drawn already only the end is drawn anew. When it is complete it stays where it
 * is, and its markers become buttons, some sections a frame.
 */
export function GrowingMarkdown({ text, isSource, isComplete }: GrowingMarkdownProps): VNode {
  const growing = useMemo(() => new GrowingSections(), []);
  const sections = useMemo(
    () => (isComplete ? sectionsWhenComplete(text) : calmly(growing.sectionsOf(text))),
    [growing, text, isComplete],
  );
  const cited = useMoreEachFrame(isComplete ? sections.length : 0, { first: 0, step: 15 });
  return (
    <div class="markdown growing">
      {sections.map((section, index) => (
        <Section key={index} text={section} isSource={index < cited ? isSource : isNoSource} />
      ))}
    </div>
  );
}

function calmly(sections: readonly string[]): readonly string[] {
  return [...sections.slice(0, -1), withoutUnfinished(sections.at(-1) ?? '')];
}

/** Sources come with the end of an answer; until then its markers are text. */
function isNoSource(): boolean {
  return false;
}
