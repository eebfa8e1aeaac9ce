import type { Localize } from '../../../base/localize';
import type { Source, SourcedAnswer } from '../../../research/answer/sources';
import { changeOf, type Insertion } from '../../model/change';
import type { DocumentCitation, DocumentFormat, TextRange } from '../../model/format';
import type { AnswerDetails, DocumentChange, InsertionTarget, WrittenDocument } from '../../model/insertion';
import { endOfLine, isBlank, lineAt, linesOf, type Lines } from '../../model/lines';
import { plainAnswer } from './plainAnswer';
import { plainLines, PlainReading } from './plainReading';
import { noChange, replacingSelection } from '../../model/selection';
import { plainCitation } from '../../model/sourceWords';

/** Commit messages are broken at this column, by habit (git's own documentation does it). */
const commitColumn = 72;

/** Writes answers and citations into documents without any markup, and into commit messages. */
export class PlainTextFormat implements DocumentFormat {
  readonly #localize: Localize;
  readonly #isCommit: boolean;

  /** @param isCommit whether lines that begin with `#` would be dropped from the document, as git does it. */
  constructor(localize: Localize, isCommit: boolean) {
    this.#localize = localize;
    this.#isCommit = isCommit;
  }

  insertAnswer(answer: SourcedAnswer, details: AnswerDetails, target: InsertionTarget): DocumentChange {
    const written = plainAnswer(answer, details, this.#isCommit ? commitColumn : null, this.#localize);
    if (written.every((line) => isBlank(line))) return noChange(target);
    const text = written.map((line) => this.#keptLine(line)).join('\n');
    return replacingSelection(target, ({ text: document, lineEnd, selection }) => {
      const lines = linesOf(document, lineEnd);
      return changeOf(lines, betweenParagraphs(lines, selection.end, text));
    });
  }

  insertCitation(source: Source, details: AnswerDetails, target: InsertionTarget): DocumentChange {
    const lines = linesOf(target.text, target.lineEnd);
    const offset = target.selection.end;
    const before = target.text.charAt(offset - 1);
    const after = target.text.charAt(offset);
    const lead = before === '' || /[\s([{]/.test(before) ? '' : ' ';
    const trail = /[\p{Letter}\p{Number}([{]/u.test(after) ? ' ' : '';
    const line = lineAt(lines, offset);
    const isLineStart = isBlank(lines.texts[line]?.slice(0, offset - (lines.starts[line] ?? 0)));
    const citation = plainCitation(source, details, this.#localize);
    return changeOf(lines, { offset, text: lead + (isLineStart ? this.#keptLine(citation) : citation), after: trail });
  }

  citationsIn(document: WrittenDocument): readonly DocumentCitation[] {
    return this.#reading(document).citations();
  }

  bibliographyOf(document: WrittenDocument): TextRange | null {
    return this.#reading(document).bibliography();
  }

  #reading({ text, lineEnd }: WrittenDocument): PlainReading {
    const addressIn = (written: string): string | null => (/\s/.test(written) ? null : written);
    return new PlainReading(plainLines(linesOf(text, lineEnd)), { addressIn, standsAlone: false }, this.#localize);
  }

  #keptLine(line: string): string {
    return this.#isCommit ? line.replace(/^#/, ' #').replace(/^diff --git/, ' diff --git') : line;
  }
}

/** Text on lines of its own: on a blank line, or behind the paragraph that the caret is in. */
function betweenParagraphs(lines: Lines, caret: number, text: string): Insertion {
  const { texts } = lines;
  let line = lineAt(lines, caret);
  if (!isBlank(texts[line])) {
    while (!isBlank(texts[line + 1])) line += 1;
    return { offset: endOfLine(lines, line), text: `\n\n${text}` };
  }
  const before = line > 0 && !isBlank(texts[line - 1]) ? '\n' : '';
  const after = isBlank(texts[line + 1]) ? '' : '\n';
  return { offset: endOfLine(lines, line), text: before + text, after };
}
