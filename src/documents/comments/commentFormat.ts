import type { Localize } from '../../base/localize';
import { visibleText } from '../../markdown/visible';
import type { Source, SourcedAnswer } from '../../research/answer/sources';
import { changeOf } from '../model/change';
import type { DocumentCitation, DocumentFormat, TextRange } from '../model/format';
import type { CodeDialect } from './codeDialect';
import { commentPlace, type CommentPlace } from './commentPlace';
import { addressInComment, linesOfComments } from './commentReading';
import type { CommentSyntax } from './commentSyntax';
import { CommentText } from './commentText';
import type { AnswerDetails, DocumentChange, InsertionTarget, WrittenDocument } from '../model/insertion';
import { isBlank, linesOf } from '../model/lines';
import { plainAnswer } from '../formats/plain/plainAnswer';
import { PlainReading } from '../formats/plain/plainReading';
import { plainCitation } from '../model/sourceWords';
import { noChange } from '../model/selection';
import { columnsOf, wrap } from '../model/wrap';

const usualColumn = 100;
/** Deeply indented comments get lines of at least this many columns. */
const narrowest = 40;
const columnsOfTab = 4;

/**
 * Writes answers and citations into source code, as comments that change nothing about the code. A selection stays as it is:
 * the comment goes above it.
 */
export class CommentFormat implements DocumentFormat {
  readonly #localize: Localize;
  readonly #dialect: CodeDialect;
  readonly #syntax: CommentSyntax;

  constructor(dialect: CodeDialect, syntax: CommentSyntax, localize: Localize) {
    this.#dialect = dialect;
    this.#syntax = syntax;
    this.#localize = localize;
  }

  insertAnswer(answer: SourcedAnswer, details: AnswerDetails, target: InsertionTarget): DocumentChange {
    return this.#insert(target, (width) => plainAnswer(answer, details, width, this.#localize));
  }

  insertCitation(source: Source, details: AnswerDetails, target: InsertionTarget): DocumentChange {
    return this.#insert(target, (width) => wrap(plainCitation(source, details, this.#localize), width, '    '));
  }

  citationsIn(document: WrittenDocument): readonly DocumentCitation[] {
    return this.#reading(document).citations();
  }

  bibliographyOf(document: WrittenDocument): TextRange | null {
    return this.#reading(document).bibliography();
  }

  #reading({ text, lineEnd }: WrittenDocument): PlainReading {
    const lines = linesOfComments(linesOf(text, lineEnd), this.#dialect, this.#syntax);
    const addressIn = (written: string): string | null => addressInComment(written, this.#dialect);
    return new PlainReading(lines, { addressIn, standsAlone: true }, this.#localize);
  }

  #insert(target: InsertionTarget, write: (width: number) => readonly string[]): DocumentChange {
    const lines = linesOf(target.text, target.lineEnd);
    const place = commentPlace(lines, target, this.#dialect, this.#syntax);
    const { syntax } = place;
    const marks = columnsOf(place.indent.replace(/\t/g, ' '.repeat(columnsOfTab))) + (syntax.line?.length ?? 0) + 1;
    const width = Math.max(narrowest, (target.wrapColumn ?? usualColumn) - marks);
    const written = write(width);
    if (written.every((line) => isBlank(line))) return noChange(target);
    const comment = commentLines(written, new CommentText(this.#dialect, syntax), place);
    return changeOf(lines, { offset: place.offset, text: place.before + comment.join('\n'), after: place.after });
  }
}

function commentLines(
  written: readonly string[],
  text: CommentText,
  { indent, syntax: { line, block } }: CommentPlace,
): readonly string[] {
  const content = written.map((words) => {
    const start = /^ */.exec(words)?.[0] ?? '';
    const visible = visibleText(words).replace(/\s/g, ' ').trim();
    return visible === '' ? '' : start + text.harmless(visible);
  });
  const lines =
    line !== null
      ? content.map((words) => `${line} ${words}`.trimEnd())
      : [block?.[0] ?? '', ...content, block?.[1] ?? ''];
  return lines.map((words, index) => (index === 0 || words === '' ? words : indent + words));
}
