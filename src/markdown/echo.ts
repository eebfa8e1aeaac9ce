import { textOf } from './text';
import type { Block } from './tree';

/** An answer without a first heading that only repeats what is shown above it. A heading alone stays. */
export function withoutEcho(blocks: readonly Block[], repeats: (heading: string) => boolean): readonly Block[] {
  const [first] = blocks;
  if (first?.type !== 'heading' || blocks.length === 1) return blocks;
  return repeats(textOf(first.children)) ? blocks.slice(1) : blocks;
}
