import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { GrowingSections } from './growingSections';
import { Section } from './markdown';

/** A text that is being written, drawn at most once a frame, and of that only what is new. */
export function GrowingMarkdown({ text }: { readonly text: string }): VNode {
  const shown = useOncePerFrame(text);
  const growing = useMemo(() => new GrowingSections(), []);
  const sections = growing.sectionsOf(shown);
  return (
    <div class="markdown">
      {sections.map((section, index) => (
        <Section key={index} text={section} isSource={isNoSource} />
      ))}
    </div>
  );
}

/** Sources come with the end of an answer; until then its markers are text. */
function isNoSource(): boolean {
  return false;
}

/** The latest value, as it was at the last frame. */
function useOncePerFrame(value: string): string {
  const [shown, setShown] = useState(value);
  const latest = useRef(value);
  const frame = useRef<number | null>(null);
  latest.current = value;
  useEffect(() => {
    frame.current ??= requestAnimationFrame(() => {
      frame.current = null;
      setShown(latest.current);
    });
  }, [value]);
  useEffect(() => () => void (frame.current !== null && cancelAnimationFrame(frame.current)), []);
  return shown;
}
