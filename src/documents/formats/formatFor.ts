import type { Localize } from '../../base/localize';
import { failed, success, type Result } from '../../base/result';
import { CommentFormat } from '../comments/commentFormat';
import type { DocumentFormat } from '../model/format';
import type { InsertionRefusal, WrittenDocument } from '../model/insertion';
import { languageKind } from './languages';

/** Picks the format of a document by its language. */
export function formatFor(
  { languageId, commentSyntax }: Pick<WrittenDocument, 'languageId' | 'commentSyntax'>,
  localize: Localize,
): Result<DocumentFormat, InsertionRefusal> {
  const language = languageKind(languageId);
  if (language.kind === 'text') return success(language.format(localize));
  if (language.kind === 'data') {
    const message = localize('Text would break a file of this kind ({0}).', languageId);
    return failed({ kind: 'data', message });
  }
  if (commentSyntax) return success(new CommentFormat(language.dialect, commentSyntax, localize));
  const message = localize('Files of this kind ({0}) have no comments that are known.', languageId);
  return failed({ kind: 'noComments', message });
}
