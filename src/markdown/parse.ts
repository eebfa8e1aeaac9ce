import MarkdownIt, {
  type Env,
  type MarkdownIt as Parser,
  type StateBlock,
  type StateCore,
  type StateInline,
} from 'markdown-it';
import { readBlocks } from './blocks';
import { readMarkerGroup, type IsSource } from './markers';
import type { Block, Inline } from './tree';

/** Texts longer than this are not parsed: no answer comes near it, and the time for it could be felt. */
const longestText = 1_000_000;

/** How many containers (quotes, lists, list items) may stand in one another. Deeper texts are attacks or accidents. */
const deepestNesting = 24;

const parser = createParser();

/**
 * Parses an answer's Markdown: CommonMark with the tables and strikethrough of GitHub Flavored Markdown.
 *
 * - HTML is text, except that `<br>` is a line break. Images are links labelled by their alternative text.
 * - Links have http and https URLs, just as they are written; of any other link only the label remains. Bare http and
 *   https URLs are links.
 * - `[3]`, `[1][7]`, `[1, 2]` and `[2-4]` are citation markers, unless they stand in code or in a link, when their numbers
 *   name sources. The rest of a group, and brackets that name no source at all, are text.
 *
 * Never throws. Takes time proportional to the text's length; a text that nests too deeply or is longer than a million
 * characters comes back as plain paragraphs.
 *
 * @param isSource which numbers name a source of the answer; by default every number does.
 */
export function parseMarkdown(text: string, isSource: IsSource = () => true): readonly Block[] {
  if (text.length > longestText) return plainParagraphs(text);
  const parse: Parse = { isSource, tooDeep: false };
  const env: Env = { [parseKey]: parse };
  const tokens = parser.parse(text, env);
  return parse.tooDeep ? plainParagraphs(text) : readBlocks(tokens, isSource);
}

/** What the rules below know and note of one parse; it travels in the parser's environment. */
interface Parse {
  readonly isSource: IsSource;
  tooDeep: boolean;
}

const parseKey: unique symbol = Symbol('parse');

function parseOf(env: Env): Parse {
  return env[parseKey] as Parse;
}

function createParser(): Parser {
  const created = new MarkdownIt({ html: false, linkify: true, typographer: false });
  created.linkify.add('ftp:', null).add('mailto:', null).add('//', null);
  created.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  // Every link is read as it is written; which of them remain links is decided when the tree is built.
  created.validateLink = () => true;
  created.normalizeLink = (url) => url;
  created.normalizeLinkText = (text) => text;
  created.block.ruler.before('table', 'nesting', stopAtDeepestNesting);
  created.core.ruler.after('block', 'numberedReferences', forgetNumberedReferences);
  created.inline.ruler.after('link', 'marker', readMarkers);
  created.inline.ruler.before('autolink', 'lineBreakTag', readLineBreakTag);
  return created;
}

/** Takes the rest of a container that is too deep, since the parser would drop it in silence. */
function stopAtDeepestNesting(state: StateBlock, _startLine: number, endLine: number, silent: boolean): boolean {
  if (silent || state.level < deepestNesting) return false;
  parseOf(state.env).tooDeep = true;
  state.line = endLine;
  return true;
}

/** `[1]` is a marker, also where a definition `[1]: https://…` stands in the text. */
function forgetNumberedReferences(state: StateCore): void {
  const references = state.env.references ?? {};
  for (const label of Object.keys(references)) {
    if (/^\d+$/.test(label)) delete references[label];
  }
}

function readMarkers(state: StateInline, silent: boolean): boolean {
  // Looked ahead over, a marker is brackets in a link's label; taken whole it would count as a link in the label.
  if (silent || state.linkLevel > 0 || state.src.charAt(state.pos) !== '[') return false;
  const marker = readMarkerGroup(state.src, state.pos, parseOf(state.env).isSource);
  if (!marker || marker.end > state.posMax) return false;
  state.push('markers', '', 0).content = state.src.slice(state.pos, marker.end);
  state.pos = marker.end;
  return true;
}

/** Reports break lines inside table cells with the only tag that Markdown leaves them. */
function readLineBreakTag(state: StateInline, silent: boolean): boolean {
  const tag = /^<br ?\/?>/i.exec(state.src.slice(state.pos, state.pos + 6))?.[0];
  if (tag === undefined) return false;
  if (!silent) state.push('hardbreak', 'br', 0);
  state.pos += tag.length;
  return true;
}

function plainParagraphs(text: string): readonly Block[] {
  return text
    .split(/(?:\r?\n[ \t]*){2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => ({ type: 'paragraph', children: plainLines(paragraph) }));
}

function plainLines(paragraph: string): readonly Inline[] {
  return paragraph
    .trim()
    .split(/\r?\n/)
    .flatMap((line, index): readonly Inline[] =>
      index === 0 ? [{ type: 'text', text: line }] : [{ type: 'break' }, { type: 'text', text: line }],
    );
}
