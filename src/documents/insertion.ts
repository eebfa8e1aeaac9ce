import type { Result } from '../base/result';
import type { SourcedAnswer, Source } from '../research/sources';
import type { CommentSyntax } from './commentSyntax';
export interface DocumentChange { readonly edits: readonly { start: number; end: number; text: string }[]; readonly selectionAfter: number }
export interface InsertionTarget { readonly languageId: string; readonly text: string; readonly selection: {start:number;end:number}; readonly commentSyntax: CommentSyntax | null; readonly citationStyle: string }
export function planAnswerInsertion(answer: SourcedAnswer, _d: unknown, target: InsertionTarget): Result<DocumentChange, {message: string}> {
  return { ok: true, value: { edits: [{ start: target.selection.start, end: target.selection.end, text: answer.body }], selectionAfter: target.selection.start + answer.body.length } };
}
export function planCitationInsertion(source: Source, _d: unknown, target: InsertionTarget): Result<DocumentChange, {message: string}> {
  return { ok: true, value: { edits: [{ start: target.selection.start, end: target.selection.end, text: source.url }], selectionAfter: target.selection.start + source.url.length } };
}
