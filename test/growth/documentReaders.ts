import { toHtml } from 'hast-util-to-html';
import { localizeWith } from '../../src/base/localize';
import { comparedDocuments } from '../../src/documents/exports/answerComparison';
import { applied } from '../../src/documents/model/change';
import type { CommentSyntax } from '../../src/documents/comments/commentSyntax';
import { CommentText } from '../../src/documents/comments/commentText';
import { answerAsMarkdown, answerAsPlainText, citationAsMarkdown } from '../../src/documents/exports/copy';
import { footnotesOf } from '../../src/documents/formats/markdown/footnotes';
import { linksIn } from '../../src/documents/formats/markdown/inlineLinks';
import { demoted } from '../../src/documents/model/headingLevels';
import { htmlOfBlocks } from '../../src/documents/exports/htmlBlocks';
import { evidence } from '../../src/documents/exports/htmlEvidence';
import { bibliographyOf, citationsIn, planAnswerInsertion, planCitationInsertion } from '../../src/documents/documents';
import { lineAt, linesOf } from '../../src/documents/model/lines';
import { quote } from '../../src/documents/model/ownBlocks';
import { threadAsHtml } from '../../src/documents/exports/threadHtml';
import { threadAsMarkdown } from '../../src/documents/exports/threadMarkdown';
import { columnsOf, wrap } from '../../src/documents/model/wrap';
import { outlineOf } from '../../src/markdown/outline';
import type { SourcedAnswer } from '../../src/research/answer/sources';
import { details, sourced, source, cStyle, cssStyle, hashStyle, htmlStyle } from '../unit/documents/documentBuilders';
import { answerOf, threadOfEvents, turnEvents, writing } from '../unit/documents/threadBuilders';
import type { Reader, Readers } from './readers';

const localize = localizeWith({});

/** An answer that is all of a text; the first numbers name sources. */
function answer(text: string): SourcedAnswer {
  return sourced(text, source(1), source(2, { title: text.slice(0, 200) }));
}

/** A short answer, and a document of which the text is everything but a few words around the caret. */
function intoDocument(languageId: string, commentSyntax: CommentSyntax | null = null): Reader {
  return (text) => () =>
    [0, text.length >> 1, text.length].map((caret) => {
      const target = {
        languageId,
        commentSyntax,
        citationStyle: 'auto',
        text,
        selection: { start: caret, end: caret },
      };
      const short = sourced('Norway won 18 [1].', source(1));
      const planned = [planAnswerInsertion(short, details, target), planCitationInsertion(source(2), details, target)];
      return planned.map((plan) => plan.ok && applied(text, plan.value));
    });
}

/** An answer that is all of a text, and a short document. */
function intoShortDocument(languageId: string, commentSyntax: CommentSyntax | null = null): Reader {
  return (text) => {
    const selection = { start: 7, end: 7 };
    const target = { languageId, commentSyntax, citationStyle: 'auto', text: 'Before\n\nafter\n', selection };
    return () => planAnswerInsertion(answer(text), details, target);
  };
}

/** The citations in a document, and its list of sources. */
function citationsOf(languageId: string, commentSyntax: CommentSyntax | null = null): Reader {
  return (text) => () => {
    const document = { languageId, commentSyntax, text };
    return [citationsIn(document), bibliographyOf(document)];
  };
}

/** A thread that a text is everywhere in. */
function thread(text: string): ReturnType<typeof threadOfEvents> {
  return threadOfEvents(
    ...turnEvents('a', null, text, answerOf('An answer.')),
    ...turnEvents('b', 'a', text, answerOf('')),
  );
}

const sourcesOf = (): SourcedAnswer => answer('An answer [1].');

/** Every exported function of `src/documents` that takes a text from outside; names of files are tested elsewhere. */
export const documentReaders: Readers = {
  'an answer into Markdown': intoShortDocument('markdown'),
  'an answer into plain text': intoShortDocument('git-commit'),
  'an answer into comments': intoShortDocument('html', htmlStyle),
  'a Markdown document': intoDocument('markdown'),
  'an MDX document': intoDocument('mdx'),
  'a document of plain text': intoDocument('plaintext'),
  'a document of C': intoDocument('c', cStyle),
  'a document of Python': intoDocument('python', hashStyle),
  'a document of CSS': intoDocument('css', cssStyle),
  'a document of HTML': intoDocument('html', htmlStyle),
  'a document of PHP': intoDocument('php', cStyle),
  'copying an answer as Markdown': (text) => () => answerAsMarkdown(answer(text)),
  'copying an answer as plain text': (text) => () => answerAsPlainText(answer(text), details),
  'copying a citation': (text) => () => citationAsMarkdown({ title: text, url: 'https://a.example/' }),
  'footnotes of a document': (text) => {
    const lines = linesOf(text);
    return () => footnotesOf(lines, { leaves: [] });
  },
  'lines of a document': (text) => () => {
    const lines = linesOf(text);
    return lines.starts.map((start) => lineAt(lines, start));
  },
  'the outline and its places': (text) => () => outlineOf(linesOf(text).texts),
  'breaking lines': (text) => () => wrap(text, 80, '    '),
  'breaking narrow lines': (text) => () => wrap(text, 1, ' '),
  'columns of a text': (text) => () => columnsOf(text),
  'a question as a quote': (text) => () => demoted([quote(text)], 2),
  'a harmless comment': (text) => () => new CommentText({ hasInertNames: true }, htmlStyle).harmless(text.trim()),
  'an answer as HTML': (text) => () =>
    htmlOfBlocks([quote(text)], () => ({ type: 'text', value: '' })).map((block) => toHtml(block)),
  'evidence as HTML': (text) => {
    const entries = Array.from(text.matchAll(/[^]{1,8}/g), ([field]) => ({
      field,
      reasoning: field,
      confidence: field,
    }));
    const full = { ...answer(''), reasoning: entries, confidence: entries };
    return () => evidence(full, 1, localize);
  },
  'a thread as Markdown': (text) => {
    const whole = thread(text);
    return () => [...threadAsMarkdown(whole, { ...writing, sourcesOf })].join('');
  },
  'a thread as HTML': (text) => {
    const whole = thread(text);
    return () => [...threadAsHtml(whole, { ...writing, sourcesOf })].join('');
  },
  'a comparison of answers': (text) => {
    const compared = {
      question: text,
      request: { kind: 'quick', model: 'lite' } as const,
      answer: answer(text),
      answeredAt: 0,
    };
    return () => comparedDocuments(compared, compared, localize);
  },
};

/** What reads the citations of documents that anybody may have written. */
export const citationReaders: Readers = {
  'the citations in Markdown': citationsOf('markdown'),
  'the citations in MDX': citationsOf('mdx'),
  'the citations in plain text': citationsOf('plaintext'),
  'the citations in comments of Python': citationsOf('python', hashStyle),
  'the citations in comments of HTML': citationsOf('html', htmlStyle),
  'links in a paragraph of Markdown': (text) => () => linksIn(text),
};

/** What a citation is made of. */
export const citationFragments: readonly string[] = [
  ...[
    '[a](https://b(',
    '[a](https://b)',
    '[^1]: [a](https://b)\n',
    '[^1]: a https://b [^1] ',
    '<https://a ',
    '![',
    '|[a](https://b)',
  ],
  ...['A - https://b (accessed 2026-11-21)\n', ' - https://b', '(accessed 2026-11-21) ', 'Sources:\n', '# a -\n#     '],
];
