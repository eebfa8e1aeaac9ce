import type { Block, Inline } from '../../markdown/tree';

/** A line beside the matter itself. */
export function muted(words: readonly string[]): Block {
  return paragraph({ type: 'emphasis', children: [{ type: 'text', text: words.join(' · ') }] });
}

/** A text of several paragraphs and lines as it was written, without any markup. */
export function quote(text: string): Block {
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((lines): Block => ({ type: 'paragraph', children: lines.split('\n').flatMap(brokenLine) }));
  return { type: 'quote', children: paragraphs };
}

function brokenLine(line: string, index: number): readonly Inline[] {
  const text: Inline = { type: 'text', text: line.trim() };
  return index === 0 ? [text] : [{ type: 'break' }, text];
}

/** A paragraph of these parts. */
export function paragraph(...children: readonly Inline[]): Block {
  return { type: 'paragraph', children };
}
