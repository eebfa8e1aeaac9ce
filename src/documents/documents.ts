import { localizeWith, type Localize } from '../base/localize';
import { success, type Result } from '../base/result';
import type { Source, SourcedAnswer } from '../research/answer/sources';
import { formatFor } from './formats/formatFor';
import type { DocumentCitation, TextRange } from './model/format';
import type {
  AnswerDetails,
  DocumentChange,
  InsertionRefusal,
  InsertionTarget,
  WrittenDocument,
} from './model/insertion';

/**
 * Plans how an answer goes into a document, in the document's own format: Markdown, comments in code, or plain text. What
 * becomes of a selection is said at `InsertionTarget.selection`.
 *
 * @param localize translates the few words that go into the document, and the refusal.
 */
export function planAnswerInsertion(
  answer: SourcedAnswer,
  details: AnswerDetails,
  target: InsertionTarget,
  localize: Localize = localizeWith({}),
): Result<DocumentChange, InsertionRefusal> {
  const format = formatFor(target, localize);
  return format.ok ? success(format.value.insertAnswer(answer, details, target)) : format;
}

/** Plans how a reference to one source goes into a document. Nothing is replaced by it. */
export function planCitationInsertion(
  source: Source,
  details: AnswerDetails,
  target: InsertionTarget,
  localize: Localize = localizeWith({}),
): Result<DocumentChange, InsertionRefusal> {
  const format = formatFor(target, localize);
  return format.ok ? success(format.value.insertCitation(source, details, target)) : format;
}

/**
 * The citations in a document that our own insertions made, or that have the same form, in the order of the text; none in a
 * document that nothing is inserted into.
 *
 * @param localize as it was when they were inserted: a few words tell them from other text.
 */
export function citationsIn(
  document: WrittenDocument,
  localize: Localize = localizeWith({}),
): readonly DocumentCitation[] {
  const format = formatFor(document, localize);
  return format.ok ? format.value.citationsIn(document) : [];
}

/** Where a document lists its sources: footnotes, or a list; null where it has none. */
export function bibliographyOf(document: WrittenDocument, localize: Localize = localizeWith({})): TextRange | null {
  const format = formatFor(document, localize);
  return format.ok ? format.value.bibliographyOf(document) : null;
}
