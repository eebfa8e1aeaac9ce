import { isBlocks } from '../../src/markdown/decodeBlocks';
import { closingDollars, formulaAt, normalTex, onOneLine } from '../../src/markdown/formulas';
import { holdsNumberGroup, readNumberGroup, readWholeGroup } from '../../src/markdown/markers';
import { parseMarkdown, parseUnresolved } from '../../src/markdown/parse';
import { lengthOf, plainText } from '../../src/markdown/text';
import { isDoubtful, namesJudgments } from '../../src/research/answer/citationContext';
import { entryLinesOf } from '../../src/research/answer/entryLines';
import { evidenceOf, knownEvidence } from '../../src/research/answer/evidence';
import { canonicalUrl, isOpenable, pageOf, siteOf } from '../../src/research/answer/links';
import { linkedPage } from '../../src/research/answer/numbering';
import { PageIndex } from '../../src/research/answer/pageIndex';
import { findLists } from '../../src/research/answer/referenceLists';
import { readReferences } from '../../src/research/answer/references';
import { resolveCitations, withDoubts } from '../../src/research/answer/resolveCitations';
import { readSources } from '../../src/research/answer/sources';
import { labelOf } from '../../src/research/answer/structured';
import { basisOf, citation } from './answers';
import type { Readers } from './readers';

const noPages = new PageIndex([]);
const somePages = new PageIndex([citation('https://a.example/'), citation('https://b.example/page')]);

/** A text in pieces, each another page. */
function urlsOf(text: string): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / 20) }, (_, index) => {
    const piece = text.slice(index * 20, index * 20 + 20);
    return `https://a.example/${piece}`;
  });
}

/** Everything of the domain that reads an answer. */
export const answerReaders: Readers = {
  readReferences: (text) => () => readReferences(text, somePages),
  'readReferences below a heading': (text) => () => readReferences(`A fact [1].\n\n## Sources\n\n1. ${text}`, noPages),
  'readReferences in a heading': (text) => () =>
    readReferences(`A fact [1].\n\n## ${text}x\n\n1. https://a.example/\n`, noPages),
  findLists: (text) => () => findLists(text, () => true),
  'findLists of numbered entries': (text) => {
    const entries = urlsOf(text).map((url, index) => `${index + 1}. ${url}\n`);
    return () => findLists(`# Sources\n${entries.join('')}`, () => false);
  },
  entryLinesOf: (text) => () => entryLinesOf(text),
  'readSources of a text answer': (text) => () =>
    readSources({ type: 'text', text, basis: basisOf(text.slice(0, 1_000)) }),
  'readSources of a text answer whose basis it is': (text) => {
    const basis = basisOf(text);
    return () => readSources({ type: 'text', text: 'A fact [1].', basis });
  },
  'readSources of a text answer with many sources': (text) => {
    const basis = [{ field: 'output', reasoning: '', confidence: null, citations: urlsOf(text).map(citation) }];
    return () => readSources({ type: 'text', text: `${text}\n\n[1] [2]`, basis });
  },
  'readSources of a structured answer': (text) => {
    const content = { [text]: text, list: [text, { text }], rows: [{ a: text.slice(0, 100), b: text.slice(0, 200) }] };
    return () => readSources({ type: 'json', content, basis: basisOf(text) });
  },
  'withDoubts and resolveCitations': (text) => {
    const blocks = parseUnresolved(text);
    return () =>
      resolveCitations(withDoubts(blocks), (number) =>
        number === 1 ? { kind: 'source', number } : { kind: 'unresolved', reason: 'noSource', candidates: [] },
      );
  },
  'knownEvidence and evidenceOf': (text) => {
    const urls = urlsOf(text);
    const citations = urls.map((url) => ({ url, title: url, excerpts: [url] }));
    const basis = [{ field: 'output', reasoning: text, confidence: text, citations }];
    const listed = urls.map((url, index) => linkedPage(index + 1, `${url}#page=${index % 7}`));
    return () => evidenceOf(listed, knownEvidence(basis), new PageIndex(citations));
  },
};

/** What of the domain and of Markdown reads one URL, one line or one place of a text. */
export const placeReaders: Readers = {
  'canonicalUrl, pageOf, siteOf and isOpenable': (text) => () =>
    [text, `https://${text}/`, `https://a/${text}x`, `https://a/?${text}`, `https://a/#${text}`].map((url) => [
      canonicalUrl(url),
      pageOf(url),
      siteOf(url),
      isOpenable(url),
    ]),
  'isDoubtful and namesJudgments': (text) => () => [
    isDoubtful([1, 2], { before: text, after: text, amongJudgments: true }),
    namesJudgments(text),
  ],
  'labelOf a field': (text) => () => labelOf(text),
  'readNumberGroup at every place': (text) => () =>
    Array.from({ length: text.length }, (_, offset) => readNumberGroup(text, offset)),
  'readWholeGroup and holdsNumberGroup': (text) => () => [readWholeGroup(`[${text}]`), holdsNumberGroup(text)],
  'a formula': (text) => () => [
    ...['$', '$$', '\\(', '\\[', '\\begin{a}'].map((opening) => formulaAt(`${opening}${text}`, 0)),
    closingDollars(text, 0, text.length, 1),
    closingDollars(text, 0, text.length, 2),
    normalTex(text),
    onOneLine(text),
  ],
  'tags in a paragraph': (text) => () => parseMarkdown(`<sub>${text}</b><code>${text}</code>`),
  'isBlocks, lengthOf and plainText': (text) => {
    const blocks = parseMarkdown(text);
    return () => [isBlocks(blocks), blocks.map(lengthOf), plainText(blocks)];
  },
};
