import type { StateInline } from 'markdown-it';
import { readNumberGroup, type IsSource } from './markers';

/** What the rules know and note of one parse; it travels in the parser's environment. */
export interface MarkdownEnv {
  /** Which numbers name a source; null where nobody knows yet. */
  readonly isSource: IsSource | null;
  /** Whether containers stand in one another more deeply than is sound. */
  tooDeep: boolean;
}

/** An inline rule of the parser: a group of citation markers becomes one `markers` token. */
export function readMarkers(state: StateInline, silent: boolean): boolean {
  // Looked ahead over, a marker is brackets in a link's label; taken whole it would count as a link in the label.
  if (silent || state.linkLevel > 0 || state.src.charAt(state.pos) !== '[') return false;
  const group = readNumberGroup(state.src, state.pos);
  if (!group || state.pos + group.text.length > state.posMax) return false;
  state.push('markers', '', 0).content = group.text;
  state.pos += group.text.length;
  return true;
}
