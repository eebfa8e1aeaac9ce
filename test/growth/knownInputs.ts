import { LongStrings } from '../../src/documents/comments/longStrings';
import { stringPatterns } from '../../src/documents/comments/stringPatterns';
import { isBlocks } from '../../src/markdown/decodeBlocks';
import { outlineOf } from '../../src/markdown/outline';
import { parseMarkdown } from '../../src/markdown/parse';
import { writeMarkdown } from '../../src/markdown/writeMarkdown';
import { applied } from '../../src/documents/model/change';
import { FileNames } from '../../src/documents/model/fileName';
import { footnotesOf } from '../../src/documents/formats/markdown/footnotes';
import { planAnswerInsertion, planCitationInsertion } from '../../src/documents/documents';
import { linesOf } from '../../src/documents/model/lines';
import { decodeExchange } from '../../src/journal/exchange/exchangeDecode';
import type { FieldBasis } from '../../src/research/answer/answer';
import { entryLinesOf } from '../../src/research/answer/entryLines';
import { canonicalUrl, pageOf } from '../../src/research/answer/links';
import { findLists } from '../../src/research/answer/referenceLists';
import { readSources } from '../../src/research/answer/sources';
import { details, source, sourced } from '../unit/documents/documentBuilders';
import { threadId } from '../unit/research/builders';
import { basisOf, citation, eventOf, shownFromEvent } from './answers';
import type { WorkOf } from './exponent';
import { repeated } from './fragments';

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: Math.max(1, Math.round(count)) }, (_, index) => make(index));

const answerOf =
  (text: string, basis: readonly FieldBasis[] = []): WorkOf =>
  () =>
  () =>
    readSources({ type: 'text', text, basis });

/** Reads an answer whose text is made for a size. */
const answer =
  (textOf: (size: number) => string, basisFor: (size: number) => readonly FieldBasis[] = () => []): WorkOf =>
  (size) =>
    answerOf(textOf(size), basisFor(size))(size);

const field = (name: string, urls: readonly string[]): FieldBasis => ({
  field: name,
  reasoning: '',
  confidence: null,
  citations: urls.map(citation),
});

const url = 'https://a.example/page';

/** Inserts an answer and a citation into a document that is made for a size, at its middle. */
function insertion(textOf: (size: number) => string): WorkOf {
  return (size) => {
    const text = textOf(size);
    const selection = { start: text.length >> 1, end: text.length >> 1 };
    const target = { languageId: 'markdown', commentSyntax: null, citationStyle: 'auto' as const, text, selection };
    const short = sourced('Norway won 18 [1].', source(1));
    return () =>
      [planAnswerInsertion(short, details, target), planCitationInsertion(source(2), details, target)].map(
        (plan) => plan.ok && applied(text, plan.value),
      );
  };
}

/** Plans an answer that is made for a size into an empty document. */
function inserted(textOf: (size: number) => string): WorkOf {
  return (size) => {
    const long = sourced(textOf(size), source(1));
    const selection = { start: 0, end: 0 };
    const target = {
      languageId: 'plaintext',
      commentSyntax: null,
      citationStyle: 'auto' as const,
      text: '',
      selection,
    };
    return () => planAnswerInsertion(long, details, target);
  };
}

/** A structured answer of one field that is nested deeply, with paths whose every part is as long as can be. */
function nested(size: number): FieldBasis['field'] {
  return times(100, () => repeated('deep', size / 100)).join('.');
}

/** What once took time that grew faster than its size, or more of the stack than there is. Sizes are characters. */
export const knownInputs: Readonly<Record<string, WorkOf>> = {
  'a heading of a list of references: `x.` and spaces': answer(
    (size) => `A fact [1].\n\n## x.${' '.repeat(size)}x\n\n1. ${url}\n`,
  ),
  'an entry of a list of references: `x.` and spaces': answer(
    (size) => `A fact [1].\n\n## Sources\n\n1. x.${' '.repeat(size)}x\n`,
  ),
  'a structured answer of blank lines': (size) => {
    const content = { text: `a${'\n'.repeat(size)}b`, rows: [{ a: ' '.repeat(size) }] };
    return () => readSources({ type: 'json', content, basis: [] });
  },
  'what begins an expansion or arithmetic of a shell, and never ends it': (size) => {
    const texts = ['${', '((', '$[ ', '${"', "${'", '(( () '].map((open) => repeated(open, size / 6));
    return () => texts.map((text) => new LongStrings(text, { strings: stringPatterns.shell }));
  },
  'a URL of slashes': (size) => {
    const slashes = `https://a/${'/'.repeat(size)}x`;
    return () => [canonicalUrl(slashes), pageOf(slashes)];
  },
  'one URL n times in the basis': (size) => {
    const basis = [
      field(
        'output',
        times(size / url.length, () => url),
      ),
    ];
    return () => readSources({ type: 'text', text: 'A fact [1].', basis });
  },
  'one URL n times in the text': answer(
    (size) => repeated(`[1](${url}) `, size),
    () => basisOf('x'),
  ),
  'n URLs in the basis, and n citations of them': answer(
    (size) => times(size / 40, (index) => `[${(index % 999) + 1}] `).join(''),
    (size) => [
      field(
        'output',
        times(size / 40, (index) => `${url}${index}`),
      ),
    ],
  ),
  'n places of one page': answer(
    (size) => times(size / 60, (index) => `${index + 1}. ${url}#page=${index}\n`).join(''),
    (size) => [
      field(
        'output',
        times(size / 60, (index) => `${url}#page=${index}`),
      ),
    ],
  ),
  'glued `http://` as entries': (size) => {
    const text = repeated('http://', size);
    return () => [entryLinesOf(text), findLists(text, () => true)];
  },
  'one entry, blank lines, no URL': answer((size) => `A fact [1].\n\n## Sources\n\n1. A title.\n${'\n'.repeat(size)}x`),
  'one field n times': (size) => {
    const basis = times(size / 40, () => field('price', [url]));
    return () => readSources({ type: 'json', content: { price: 1 }, basis });
  },
  'one field n times, of n sources': (size) => {
    const basis = times(size / 40, (index) => field('price', [`${url}${index}`]));
    return () => readSources({ type: 'json', content: { price: 1 }, basis });
  },
  'fields of all lengths': (size) => {
    const length = Math.sqrt(size);
    const content = Object.fromEntries(times(length, (index) => ['.'.repeat(index + 1), 1]));
    const basis = times(length, () => field('.'.repeat(2 * length), [url]));
    return () => readSources({ type: 'json', content, basis });
  },
  'deep paths': (size) => {
    const path = nested(size);
    const content = { deep: { deep: { deep: { deep: path } } } };
    return () =>
      readSources({ type: 'json', content, basis: [field(path, [url]), field('deep.deep.deep.deep', [url])] });
  },
  'many fields below a long one': (size) => {
    const many = Object.fromEntries(times(size / 16, (index) => [`k${index}`, 1]));
    const content = { [repeated('long', size / 2)]: many };
    return () => readSources({ type: 'json', content, basis: [] });
  },
  'writing `a` in code': (size) => {
    const blocks = parseMarkdown(repeated('`a` ', size));
    return () => writeMarkdown(blocks);
  },
  'words with markers, inserted': inserted((size) => repeated('word [1] ', size)),
  'spaces within a line, inserted': inserted((size) => `a${' '.repeat(size)}b`),
  'a document of words with markers': insertion((size) => repeated('word [1] ', size)),
  'a document of spaces within a line': insertion((size) => `a${' '.repeat(size)}b`),
  'a document of `[^a`': insertion((size) => repeated('[^a', size)),
  'footnotes of `[^a`': (size) => {
    const lines = linesOf(repeated('[^a', size));
    return () => footnotesOf(lines, { leaves: [] });
  },
  'an outline of `import (`': (size) => {
    const lines = linesOf(repeated('import (\n\n', size)).texts;
    return () => outlineOf(lines, { runsModules: true });
  },
  'n equal titles': (size) => () => {
    const names = new FileNames();
    return times(size / 20, () => names.take('Winter Olympics 2026', '.md'));
  },
  'a code fence': (size) => {
    const fence = `\`\`\`\n${repeated('let x = 1;\n', size)}\`\`\`\n`;
    return () => {
      const blocks = parseMarkdown(fence);
      return [isBlocks(blocks), writeMarkdown(blocks)];
    };
  },
  'a string of `\\"`': (size) => {
    const bytes = new TextEncoder().encode(`{"x":"${repeated('\\"', size)}"}`);
    return () => decodeExchange({ name: 'x.json', folder: threadId, bytes });
  },
  'a JSON of n members': (size) => {
    const content = Object.fromEntries(times(size / 12, (index) => [`k${index}`, index]));
    return () => isBlocks(readSources({ type: 'json', content, basis: [] }).blocks);
  },
};

/** The whole way of answers that once took more of the stack than there is: from the event to the page. */
export const knownAnswers: Readonly<Record<string, WorkOf>> = {
  'a JSON of n members': (size) => {
    const content = Object.fromEntries(times(size / 12, (index) => [`k${index}`, index]));
    const data = eventOf({ type: 'json', content, basis: [] });
    return () => shownFromEvent(data);
  },
  'a JSON of n rows': (size) => {
    const content = { rows: times(size / 12, (index) => ({ a: index, b: 'x' })) };
    const data = eventOf({ type: 'json', content, basis: [] });
    return () => shownFromEvent(data);
  },
  'a code fence': (size) => {
    const data = eventOf({ type: 'text', text: `\`\`\`\n${repeated('let x = 1;\n', size)}\`\`\`\n`, basis: [] });
    return () => shownFromEvent(data);
  },
};
