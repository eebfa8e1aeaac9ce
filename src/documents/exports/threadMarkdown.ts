import { append } from '../../base/append';
import type { Localize } from '../../base/localize';
import type { Block } from '../../markdown/tree';
import { writeMarkdown } from '../../markdown/writeMarkdown';
import type { Thread } from '../../research/thread/thread';
import { commonMark } from '../formats/markdown/flavor';
import type { Footnotes } from '../formats/markdown/footnotes';
import { demoted } from '../model/headingLevels';
import { MarkdownCitations } from '../formats/markdown/markdownCitations';
import { muted, paragraph, quote } from '../model/ownBlocks';
import { blocksOf, sourcesToName } from '../model/sourceWords';
import { documentTurns, threadHead, type DocumentTurn, type ThreadWriting } from './threadDocument';

/** The level of the headings of questions; those of answers stand below. */
const questionLevel = 2;

/**
 * Writes a whole thread as a Markdown document: every question of every branch, what came of it, and footnotes for the
 * sources, numbered through the document. Every text is hostile: none changes how the document is built.
 *
 * @returns the document in parts, a question at a time; joined they are the document.
 */
export function* threadAsMarkdown(thread: Thread, writing: ThreadWriting): Generator<string, void> {
  const { title, facts } = threadHead(thread, writing);
  yield `${writeMarkdown([heading(1, title), muted(facts)])}\n`;
  const labels = new Map<string, string>();
  const definitions: string[] = [];
  for (const turn of documentTurns(thread, writing)) {
    const written = writeTurn(turn, { labels, largest: labels.size, standLast: true }, writing.localize);
    for (const [url, label] of written.added) labels.set(url, label);
    append(definitions, written.definitions);
    yield `\n${written.text}\n`;
  }
  // Apart from one another, so that they stay apart where footnotes are not known.
  yield definitions.map((definition) => `\n${definition}\n`).join('');
}

interface WrittenTurn {
  readonly text: string;
  /** The footnotes that it uses for the first time. */
  readonly definitions: readonly string[];
  /** Their labels by the canonical URL of their page. */
  readonly added: MarkdownCitations['added'];
}

function writeTurn(turn: DocumentTurn, footnotes: Footnotes, localize: Localize): WrittenTurn {
  const opening = [
    ...departureOf(turn),
    heading(questionLevel, `${turn.number}. ${turn.heading}`),
    ...askedOf(turn, localize),
  ];
  const { outcome } = turn;
  const ownWords = writeMarkdown([...opening, muted(turn.facts), ...turn.earlier.map((words) => muted([words]))]);
  if (outcome.kind === 'unanswered') {
    const said = outcome.detail === null ? [] : [quote(outcome.detail)];
    return {
      text: `${ownWords}\n\n${writeMarkdown([muted([outcome.sentence]), ...said])}`,
      definitions: [],
      added: [],
    };
  }
  const { answer, answeredAt } = outcome;
  const citations = new MarkdownCitations({ ...wholeDocument, footnotes }, { answeredAt }, localize);
  const isCited = answer.sources.some(({ standing }) => standing === 'cited');
  const sources =
    isCited || answer.sources.length === 0 ? [] : sourcesList(sourcesToName(answer.sources), citations, localize);
  const incomplete = outcome.kind === 'incomplete' ? [muted([outcome.sentence])] : [];
  const blocks = [...incomplete, ...demoted(blocksOf(answer), questionLevel), ...sources];
  const written = writeMarkdown(blocks, citations.dialect(answer.sources));
  const text = written === '' ? ownWords : `${ownWords}\n\n${written}`;
  return { text, definitions: citations.definitions, added: citations.added };
}

/** A document of our own, in which sources become footnotes. */
const wholeDocument = { flavor: commonMark, citationStyle: 'footnote', canDefine: true };

function departureOf({ departure }: DocumentTurn): readonly Block[] {
  return departure === null ? [] : [{ type: 'rule' }, muted([departure.words])];
}

function askedOf({ question, contexts }: DocumentTurn, localize: Localize): readonly Block[] {
  const attached = contexts.flatMap(({ title, languageId, text }): readonly Block[] => [
    paragraph({ type: 'text', text: `${localize('Attached:')} ` }, { type: 'code', text: title }),
    { type: 'code', language: languageId, text },
  ]);
  return question === null ? attached : [quote(question), ...attached];
}

/** What was read for an answer that names no source in its text. */
function sourcesList(
  sources: ReturnType<typeof sourcesToName>,
  citations: MarkdownCitations,
  localize: Localize,
): readonly Block[] {
  const items = sources.map((source) => [paragraph(citations.link(source))]);
  return [paragraph({ type: 'text', text: localize('Sources:') }), { type: 'list', start: null, tight: true, items }];
}

function heading(level: 1 | 2, words: string): Block {
  return { type: 'heading', level, children: [{ type: 'text', text: words }] };
}
