import { localizeWith, type Localize } from '../../base/localize';
import { escapeUrl } from '../../markdown/escape';
import type { Block } from '../../markdown/tree';
import { answerDialect, writeInlines, type MarkdownDialect } from '../../markdown/writeInlines';
import { writeMarkdown } from '../../markdown/writeMarkdown';
import { isOpenable } from '../../research/answer/links';
import type { Source, SourcedAnswer } from '../../research/answer/sources';
import type { AnswerDetails } from '../model/insertion';
import { plainAnswer } from '../formats/plain/plainAnswer';
import { blocksOf, plainCitation, referenceTo, sourcesToName } from '../model/sourceWords';

/**
 * An answer as Markdown for the clipboard, which keeps its sources wherever it is pasted: markers are links, and the sources
 * are listed behind the text.
 */
export function answerAsMarkdown(answer: SourcedAnswer, localize: Localize = localizeWith({})): string {
  const { sources } = answer;
  const byNumber = new Map(sources.map((source) => [source.number, source]));
  const dialect: MarkdownDialect = {
    ...answerDialect,
    keepsPunctuationEmphasized: false,
    formulas: 'dollars',
    citations: (numbers) =>
      numbers
        .map((number) => {
          const url = byNumber.get(number)?.url ?? '';
          return isOpenable(url) ? `[\\[${number}\\]](${escapeUrl(url)})` : `\\[${number}\\]`;
        })
        .join(''),
  };
  const named = sourcesToName(sources);
  const list = named.map((source) => `- \\[${source.number}\\] ${citationAsMarkdown(source)}`);
  const text = writeMarkdown(blocksOf(answer), dialect);
  return list.length === 0
    ? text
    : [text, writeMarkdown([heading(localize('Sources:'))]), list.join('\n')].join('\n\n');
}

/** An answer as plain text for the clipboard, with its sources behind it. */
export function answerAsPlainText(
  answer: SourcedAnswer,
  details: AnswerDetails,
  localize: Localize = localizeWith({}),
): string {
  return plainAnswer(answer, details, null, localize).join('\n');
}

/** `[Medal table](https://example.com)` */
export function citationAsMarkdown(source: Pick<Source, 'title' | 'url'>): string {
  return writeInlines([referenceTo(source)], answerDialect, 'heading');
}

/** `Medal table - https://example.com (accessed 2026-11-21)` */
export function citationAsPlainText(
  source: Source,
  details: AnswerDetails,
  localize: Localize = localizeWith({}),
): string {
  return plainCitation(source, details, localize);
}

function heading(words: string): Block {
  return { type: 'paragraph', children: [{ type: 'text', text: words }] };
}
