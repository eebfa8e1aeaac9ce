import type { Element, ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Localize } from '../../base/localize';
import type { Thread } from '../../research/thread/thread';
import { demoted } from '../model/headingLevels';
import { codeBlock, htmlOfBlocks, type MarkerElement } from './htmlBlocks';
import { disclosure, evidence, plainText, sourceId } from './htmlEvidence';
import { htmlStyle } from './htmlStyle';
import { blocksOf, titleOf } from '../model/sourceWords';
import { documentTurns, threadHead, type DocumentTurn, type ThreadWriting } from './threadDocument';

/** What the page may load: nothing. Its own style sheet stands in it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** What follows the turns in a page. */
const pageEnd = '</main></body></html>';

/** The level of the headings of questions; those of answers stand below. */
const questionLevel = 2;

export interface HtmlWriting extends ThreadWriting {
  /** The language of the words that are not the thread's own, as BCP 47 names it. */
  readonly language: string;
}

/**
 * Writes a whole thread as one HTML file that needs nothing else: no script, no request, styles for screen, dark screen and
 * paper. It is built as a tree and written by a library, so no text of the thread can become markup.
 *
 * @returns the document in parts, a question at a time; joined they are the document.
 */
export function* threadAsHtml(thread: Thread, writing: HtmlWriting): Generator<string, void> {
  const { localize, language } = writing;
  const { title, facts } = threadHead(thread, writing);
  const turns: TurnEntry[] = [];
  const sections: string[] = [];
  for (const turn of documentTurns(thread, writing)) {
    const { number, heading, departure, depth } = turn;
    turns.push({ number, heading, departure, depth });
    sections.push(toHtml(sectionOf(turn, localize)));
    // The list of contents comes first, and all of it has to be known by then.
    yield '';
  }
  const header = h('header', {}, [h('h1', { dir: 'auto' }, title), factsLine(facts)]);
  const page = h('html', { lang: language }, [
    headOf(title),
    h('body', {}, [header, ...(turns.length > 1 ? [contentsOf(turns, localize)] : []), h('main', {})]),
  ]);
  const root: Root = { type: 'root', children: [{ type: 'doctype' }, page] };
  // Written whole, a long thread would hold up everything else: its turns are written one by one and go in where they belong.
  yield toHtml(root).slice(0, -pageEnd.length);
  yield* sections;
  yield `${pageEnd}\n`;
}

function headOf(title: string): Element {
  return h('head', {}, [
    h('meta', { charSet: 'utf-8' }),
    h('meta', { httpEquiv: 'Content-Security-Policy', content: policy }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    h('title', {}, title),
    h('style', {}, htmlStyle),
  ]);
}

/** What the list of contents says of a turn. */
type TurnEntry = Pick<DocumentTurn, 'number' | 'heading' | 'departure' | 'depth'>;

/** How many steps branches are set in; deeper ones stand below the last. */
const deepestStep = 6;

function contentsOf(turns: readonly TurnEntry[], localize: Localize): Element {
  const items = turns.map(({ number, heading, departure, depth }) => {
    const from = departure?.from ?? null;
    return h('li', { dir: 'auto', className: [`depth-${Math.min(depth, deepestStep)}`] }, [
      h('a', { href: `#${turnId(number)}` }, heading),
      ...(from === null ? [] : [' ', h('small', {}, localize('from question {0}', from))]),
    ]);
  });
  return h('nav', { ariaLabel: localize('Questions') }, h('ol', {}, items));
}

function turnId(number: number): string {
  return `question-${number}`;
}

function sectionOf(turn: DocumentTurn, localize: Localize): Element {
  const { number, heading, question, departure, contexts, facts, earlier } = turn;
  const id = turnId(number);
  return h('section', { id, ariaLabelledBy: [`${id}-heading`], className: departure ? ['branch'] : null }, [
    ...(departure ? [departureLine(departure)] : []),
    h('h2', { id: `${id}-heading`, dir: 'auto' }, [h('span', { className: ['number'] }, `${number}.`), ' ', heading]),
    ...(question === null ? [] : [h('blockquote', { dir: 'auto', className: ['question', 'plain'] }, question)]),
    ...contexts.map(({ title, text }) => disclosure(localize('Attached: {0}', title), [codeBlock(text)])),
    factsLine(facts),
    ...earlier.map((words) => plainText('note', words)),
    ...outcomeOf(turn, localize),
  ]);
}

function departureLine({ words, from }: NonNullable<DocumentTurn['departure']>): Element {
  const content: ElementContent =
    from === null ? { type: 'text', value: words } : h('a', { href: `#${turnId(from)}` }, words);
  return h('p', { className: ['departure'], dir: 'auto' }, content);
}

function outcomeOf({ number, outcome }: DocumentTurn, localize: Localize): Element[] {
  if (outcome.kind === 'unanswered') {
    const said =
      outcome.detail === null ? [] : [h('blockquote', { dir: 'auto', className: ['plain'] }, outcome.detail)];
    return [plainText('note', outcome.sentence), ...said];
  }
  const { answer } = outcome;
  const byNumber = new Map(answer.sources.map((source) => [source.number, source]));
  const marker: MarkerElement = (source) => {
    const named = byNumber.get(source);
    const link = h('a', { href: `#${sourceId(number, source)}`, title: named ? titleOf(named) : null }, `[${source}]`);
    return h('sup', { className: ['citation'] }, link);
  };
  const blocks = demoted(blocksOf(answer), questionLevel);
  return [
    ...(outcome.kind === 'incomplete' ? [plainText('note', outcome.sentence)] : []),
    h('div', { className: ['answer'] }, htmlOfBlocks(blocks, marker)),
    h('div', { className: ['evidence'] }, evidence(answer, number, localize)),
  ];
}

function factsLine(facts: readonly string[]): Element {
  return h('p', { className: ['facts'], dir: 'auto' }, facts.join(' · '));
}
