import type { IsSource } from '../../src/markdown/markers';
import { parseMarkdown } from '../../src/markdown/parse';
import type { Block } from '../../src/markdown/tree';

/**
 * A longer part that can't be cut is not parsed: it is an attack or an accident, and the time for it would be felt. Answers
 * have paragraphs of some hundred characters.
 */
const longestSection = 100_000;

/** The blocks of a part of a text that is drawn at a time; one that is too long for that is one block of text as it is. */
export function readSection(text: string, isSource: IsSource): readonly Block[] {
  return text.length > longestSection ? [{ type: 'code', language: null, text }] : parseMarkdown(text, isSource);
}
