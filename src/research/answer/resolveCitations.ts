import { range } from '../../markdown/markers';
import { textOf } from '../../markdown/text';
import type { Block, Inline, UnresolvedInline } from '../../markdown/tree';
import { inlinesOf } from '../../markdown/walk';
import { farthestAfter, farthestBefore, isDoubtful, namesJudgments, type Surroundings } from './citationContext';

/** What becomes of one number of a citation. */
export type Resolution =
  | { readonly kind: 'source'; readonly number: number }
  | {
      readonly kind: 'unresolved';
      readonly reason: UnresolvedInline['reason'];
      readonly candidates: readonly number[];
    };

/** Says what the number of a citation stands for; `url` is the page that the answer itself puts behind it. */
export type ResolveNumber = (number: number, url: string | null) => Resolution;

/** A text with its citations, before they are resolved: those that may be none are told already. */
export function withDoubts(blocks: readonly Block[]): readonly Block[] {
  const amongJudgments = [...inlinesOf(blocks)].some((inline) => inline.type === 'text' && namesJudgments(inline.text));
  return eachParagraph(blocks, (inlines) => {
    if (!hasUnresolved(inlines)) return inlines;
    return doubted(joinedRanges(withoutRaisedMarks(inlines)), { before: '', after: '', amongJudgments });
  });
}

/** A text with markers where citations name sources, and with what they may mean where they do not. */
export function resolveCitations(blocks: readonly Block[], resolve: ResolveNumber): readonly Block[] {
  return eachParagraph(blocks, (inlines) =>
    withoutRepeats(eachUnresolved(inlines, (citation) => resolved(citation, resolve))),
  );
}

function resolved(citation: UnresolvedInline, resolve: ResolveNumber): readonly Inline[] {
  const resolutions = citation.numbers.map((number) => ({ number, found: resolve(number, citation.url) }));
  if (citation.reason === 'doubtful') {
    const candidates = resolutions.flatMap(({ found }) => candidatesOf(found));
    return [{ ...citation, candidates: [...new Set(candidates)] }];
  }
  const [only] = resolutions;
  if (resolutions.length === 1 && only?.found.kind === 'unresolved') {
    return [{ ...citation, reason: only.found.reason, candidates: only.found.candidates }];
  }
  return resolutions.map(({ number, found }): Inline =>
    found.kind === 'source'
      ? { type: 'marker', number: found.number }
      : { ...citation, text: `[${number}]`, numbers: [number], reason: found.reason, candidates: found.candidates },
  );
}

/** Of markers that stand side by side each source once: several numbers may name one page. */
function withoutRepeats(inlines: readonly Inline[]): readonly Inline[] {
  const seen = new Set<number>();
  const kept: Inline[] = [];
  for (const inline of inlines) {
    const isRepeated = inline.type === 'marker' && seen.has(inline.number);
    if (isRepeated) {
      // The space that set it off goes with it.
      if (isBlank(kept.at(-1)) && kept.at(-2)?.type === 'marker') kept.pop();
      continue;
    }
    if (inline.type === 'marker') seen.add(inline.number);
    else if (!isBlank(inline)) seen.clear();
    kept.push('children' in inline ? { ...inline, children: withoutRepeats(inline.children) } : inline);
  }
  return kept;
}

function isBlank(inline: Inline | undefined): boolean {
  return inline?.type === 'text' && inline.text.trim() === '';
}

function candidatesOf(resolution: Resolution): readonly number[] {
  return resolution.kind === 'source' ? [resolution.number] : resolution.candidates;
}

/** Marks what may be no citation, by what stands before and behind it in its paragraph. */
function doubted(inlines: readonly Inline[], around: Surroundings): readonly Inline[] {
  let before = around.before;
  return inlines.map((inline, index) => {
    const after = hasUnresolved([inline]) ? textBehind(inlines, index, around.after) : '';
    const seen = withDoubt(inline, { ...around, before, after });
    before = (before + textOf([inline])).slice(-farthestBefore);
    return seen;
  });
}

function withDoubt(inline: Inline, around: Surroundings): Inline {
  if (inline.type === 'unresolved') {
    return inline.url === null && isDoubtful(inline.numbers, around) ? { ...inline, reason: 'doubtful' } : inline;
  }
  if (!('children' in inline) || !hasUnresolved(inline.children)) return inline;
  return { ...inline, children: doubted(inline.children, around) };
}

/** The beginning of the words behind an inline. */
function textBehind(inlines: readonly Inline[], index: number, after: string): string {
  let words = '';
  for (let next = index + 1; next < inlines.length && words.length < farthestAfter; next += 1) {
    const inline = inlines[next];
    if (inline) words += textOf([inline]);
  }
  return (words + after).slice(0, farthestAfter);
}

function hasUnresolved(inlines: readonly Inline[]): boolean {
  return inlines.some((inline) =>
    'children' in inline ? hasUnresolved(inline.children) : inline.type === 'unresolved',
  );
}

/** `[1]–[3]` is one citation of all that lies between. */
function joinedRanges(inlines: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    const range = inline.type === 'unresolved' ? rangeOf(joined.at(-2), joined.at(-1), inline) : null;
    if (range) joined.splice(-2, 2, range);
    else joined.push('children' in inline ? { ...inline, children: joinedRanges(inline.children) } : inline);
  }
  return joined;
}

function rangeOf(
  first: Inline | undefined,
  between: Inline | undefined,
  last: UnresolvedInline,
): UnresolvedInline | null {
  if (first?.type !== 'unresolved' || between?.type !== 'text' || !/^[-–—‐‑−~～〜]$/.test(between.text)) {
    return null;
  }
  if (first.url !== null || last.url !== null) return null;
  const [start = NaN, end = NaN] = [first.numbers.at(-1), last.numbers[0]];
  const within = range(start, end);
  if (within.length === 0) return null;
  const numbers = [...first.numbers.slice(0, -1), ...within, ...last.numbers.slice(1)];
  return { ...first, text: first.text + between.text + last.text, numbers };
}

/** `^[1]^` is a raised marker, as Pandoc writes them: its carets are no part of the words. */
function withoutRaisedMarks(inlines: readonly Inline[]): readonly Inline[] {
  if (!inlines.some((inline, index) => isRaised(inlines, index) && inline.type === 'unresolved')) return inlines;
  return inlines.flatMap((inline, index): readonly Inline[] => {
    if (inline.type !== 'text') return [inline];
    const opens = isRaised(inlines, index + 1);
    const closes = isRaised(inlines, index - 1);
    const text = inline.text.slice(closes ? 1 : 0, opens ? -1 : undefined);
    return text === '' ? [] : [{ type: 'text', text }];
  });
}

function isRaised(inlines: readonly Inline[], index: number): boolean {
  const [before, citation, after] = [inlines[index - 1], inlines[index], inlines[index + 1]];
  return (
    citation?.type === 'unresolved' &&
    before?.type === 'text' &&
    after?.type === 'text' &&
    before.text.endsWith('^') &&
    after.text.startsWith('^') &&
    // One caret cannot close one and open the next.
    (before.text.length > 1 || inlines[index - 2]?.type !== 'unresolved')
  );
}

function eachUnresolved(
  inlines: readonly Inline[],
  replace: (citation: UnresolvedInline) => readonly Inline[],
): readonly Inline[] {
  if (!hasUnresolved(inlines)) return inlines;
  return inlines.flatMap((inline): readonly Inline[] => {
    if (inline.type === 'unresolved') return replace(inline);
    return 'children' in inline ? [{ ...inline, children: eachUnresolved(inline.children, replace) }] : [inline];
  });
}

function eachParagraph(
  blocks: readonly Block[],
  change: (inlines: readonly Inline[]) => readonly Inline[],
): readonly Block[] {
  return blocks.map((block): Block => {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return { ...block, children: change(block.children) };
      case 'quote':
        return { ...block, children: eachParagraph(block.children, change) };
      case 'list':
        return { ...block, items: block.items.map((item) => eachParagraph(item, change)) };
      case 'table':
        return { ...block, header: block.header.map(change), rows: block.rows.map((row) => row.map(change)) };
      default:
        return block;
    }
  });
}
