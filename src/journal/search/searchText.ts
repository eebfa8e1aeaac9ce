import type { JsonValue } from '../../base/json';
import { normalized } from '../../base/normalize';
import type { Answer, ConfidenceLevel, FieldBasis } from '../../research/answer/answer';
import { confidenceLevel } from '../../research/answer/answer';
import { contextTitle } from '../../research/thread/context';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { pageTitle } from '../../research/answer/pageTitle';
import { decodePunycode } from '../../research/answer/punycode';
import { type Thread, titleOf } from '../../research/thread/thread';
import type { Condition, Turn } from '../../research/thread/turn';

/** What can be found of a thread. */
export interface ThreadTexts {
  readonly id: ThreadId;
  readonly title: string;
  /** Whether the person named the thread; otherwise its title is its first question. */
  readonly isNamed: boolean;
  readonly changedAt: number;
  readonly turns: readonly TurnTexts[];
}

/**
 * What can be found of a turn. Its texts are in normalization form C, white space in them is single spaces, and a tab
 * stands between the parts of one (two sources, two excerpts), so that no phrase reaches from one part into another.
 */
export interface TurnTexts {
  readonly id: TurnId;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  /** A processor's name, or `quick-` and the name of the model for a quick answer. */
  readonly processor: string;
  /** The levels that fields of the answer have, each once. */
  readonly confidence: readonly ConfidenceLevel[];
  /** Empty when it could not be read. */
  readonly question: string;
  readonly answer: string;
  /** Title and URL of each source. */
  readonly sources: string;
  /** Excerpts and reasoning, and what was attached to the question. */
  readonly evidence: string;
}

/** Takes what can be found out of a thread; null for a deleted one, in which nothing is found. */
export function textsOfThread(thread: Thread): ThreadTexts | null {
  if (thread.deletedAt !== null) return null;
  return {
    id: thread.id,
    title: oneLine(titleOf(thread)),
    isNamed: thread.givenTitle !== null,
    changedAt: thread.changedAt,
    turns: [...thread.turns.values()].map(textsOfTurn),
  };
}

export function textsOfTurn(turn: Turn): TurnTexts {
  const { condition, request } = turn.attempt;
  const answer = answerIn(condition);
  const attached = turn.context.flatMap((context) => [contextTitle(context), context.text]);
  const basis = answer?.basis ?? [];
  return {
    id: turn.id,
    askedAt: turn.askedAt,
    processor: request.kind === 'quick' ? quickName(request.model) : request.processor,
    confidence: levelsOf(basis),
    question: oneLine(turn.question ?? ''),
    answer: answer ? oneLine(wordsOf(answer)) : '',
    sources: answer ? parts(sourcesOf(answer)) : '',
    evidence: parts([...evidenceOf(basis), ...attached]),
  };
}

/** What quick answers of a model are called where processors are named, of which some have the same names. */
export function quickName(model: string): string {
  return `quick-${model}`;
}

/** An answer, and as much as has arrived of one that is being written or broke off. */
function answerIn(condition: Condition): Answer | null {
  switch (condition.state) {
    case 'answered':
      return condition.answer;
    case 'writing':
    case 'lost':
      return condition.text === '' ? null : { type: 'text', text: condition.text, basis: [] };
    default:
      return null;
  }
}

function levelsOf(basis: readonly FieldBasis[]): readonly ConfidenceLevel[] {
  const levels = basis.map(({ confidence }) => confidenceLevel(confidence)).filter((level) => level !== null);
  return [...new Set(levels)];
}

/** An answer's words without the marks of Markdown and without the URLs of its links, which stand with the sources. */
function wordsOf(answer: Answer): string {
  if (answer.type === 'json') return [...leavesOf(answer.content)].join(' ');
  return answer.text
    .replace(/\[([^[\]]{0,500})\]\(\s*<?https?:[^\s()[\]<>]*>?\s*\)/gi, '$1')
    .replace(/\s?\[\^?\d{1,4}(?:, ?\d{1,4}){0,20}\]/g, '')
    .replace(/^[ \t]{0,20}#{1,6}(?= )|\|/gm, ' ')
    .replace(/(?<![\p{L}\p{N}*_])[*_]+|(?<![*_])[*_]+(?![\p{L}\p{N}*_])|`+/gu, '');
}

/** The names of the fields and the values of a structured answer, in their order. */
function* leavesOf(value: JsonValue): Generator<string> {
  const waiting: JsonValue[] = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === null || typeof next !== 'object') yield String(next ?? '');
    else {
      const inside = isList(next) ? next : Object.entries(next).flat();
      for (let index = inside.length - 1; index >= 0; index -= 1) waiting.push(inside[index] ?? null);
    }
  }
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** `title URL` of each source of the basis, and the URLs that only the text of the answer has. */
function sourcesOf(answer: Answer): readonly string[] {
  const titles = new Map<string, string>();
  for (const { citations } of answer.basis) {
    for (const { url, title } of citations) if (!titles.get(url)) titles.set(url, pageTitle(title) ?? '');
  }
  const text = answer.type === 'text' ? answer.text : '';
  for (const [url] of text.matchAll(/https?:\/\/[^\s<>"'`|\\^{}[\]()]+/gi)) {
    const inText = url.replace(/(?<![.,;:!?])[.,;:!?]+$/, '');
    if (!titles.has(inText)) titles.set(inText, '');
  }
  return [...titles].map(([url, title]) => [title, url, readableUrl(url)].filter((part) => part !== '').join(' '));
}

/** The domain name system has no longer ones (RFC 1035, section 2.3.4). */
const longestLabel = 63;

/** A URL as people read it, with the letters that its escapes and its punycode stand for; empty when that is the same. */
function readableUrl(url: string): string {
  if (!url.includes('%') && !/xn--/i.test(url)) return '';
  try {
    const { host } = new URL(url);
    const labels = host
      .split('.')
      .map((label) =>
        label.startsWith('xn--') && label.length <= longestLabel ? decodePunycode(label.slice(4)) : label,
      );
    const readable = decodeURI(url).replace(host, labels.join('.'));
    return readable === url ? '' : readable;
  } catch {
    // Not a URL, or escapes that are no text.
    return '';
  }
}

function* evidenceOf(basis: readonly FieldBasis[]): Generator<string> {
  const seen = new Set<string>();
  for (const { citations, reasoning } of basis) {
    for (const text of [...citations.flatMap(({ excerpts }) => excerpts), reasoning]) {
      if (seen.has(text)) continue;
      seen.add(text);
      yield text;
    }
  }
}

function parts(texts: Iterable<string>): string {
  return Array.from(texts, oneLine)
    .filter((text) => text !== '')
    .join('\t');
}

function oneLine(text: string): string {
  return normalized(text, 'NFC').replace(/\s+/g, ' ').trim();
}
