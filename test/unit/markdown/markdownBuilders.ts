import type { Block, Inline } from '../../../src/markdown/tree';

export function text(words: string): Inline {
  return { type: 'text', text: words };
}

export function marker(number: number): Inline {
  return { type: 'marker', number };
}

export function link(url: string, label: string): Inline {
  return { type: 'link', url, children: [text(label)] };
}

export function paragraph(...children: readonly Inline[]): Block {
  return { type: 'paragraph', children };
}
