import { l10n, Range, Selection, window, workspace, type TextDocument, type TextEditor } from 'vscode';
import type { Result } from '../base/result';
import { answerAsMarkdown, citationAsMarkdown } from '../documents/copy';
import {
  planAnswerInsertion,
  planCitationInsertion,
  type DocumentChange,
  type InsertionTarget,
} from '../documents/insertion';
import type { Source, SourcedAnswer } from '../research/sources';
import type { CommentSyntaxes } from './commentSyntaxes';
import type { LastEditor } from './lastEditor';
import { cancelled, done, refused, type ActionOutcome } from './outcome';

/** An answer with what a document may say about it. */
export interface AnsweredTurn {
  readonly question: string;
  readonly processor: string;
  /** Milliseconds since the epoch. */
  readonly answeredAt: number;
  readonly answer: SourcedAnswer;
}

/** Plans a change to a document; a refusal says why this document cannot take it. */
type Plan = (target: InsertionTarget) => Result<DocumentChange, { readonly message: string }>;

/** Puts answers and citations into the document in use, as one edit, so that one undo takes it back. */
export class DocumentWriter {
  readonly #lastEditor: LastEditor;
  readonly #syntaxes: CommentSyntaxes;

  constructor(lastEditor: LastEditor, syntaxes: CommentSyntaxes) {
    this.#lastEditor = lastEditor;
    this.#syntaxes = syntaxes;
  }

  /** Inserts an answer with its sources at the caret, or over the selection, of the document in use, or in a new one. */
  insertAnswer(turn: AnsweredTurn): Promise<ActionOutcome> {
    return this.#insert((target) => planAnswerInsertion(turn.answer, turn, target));
  }

  /** Inserts a reference to one source. */
  insertCitation(turn: AnsweredTurn, source: Source): Promise<ActionOutcome> {
    return this.#insert((target) => planCitationInsertion(source, turn, target));
  }

  /** The answer as it goes onto the clipboard: Markdown that keeps its sources wherever it is pasted. */
  answerToCopy({ answer }: AnsweredTurn): string {
    return answerAsMarkdown(answer);
  }

  citationToCopy(_turn: AnsweredTurn, source: Source): string {
    return citationAsMarkdown(source);
  }

  async #insert(plan: Plan): Promise<ActionOutcome> {
    const editor = this.#lastEditor.current;
    if (!editor) return this.#apply(await openNewDocument(), plan);
    const outcome = await this.#apply(editor, plan);
    if (outcome.kind !== 'refused') return outcome;
    const openNew = l10n.t('Insert into New Document');
    if ((await window.showWarningMessage(outcome.message, openNew)) !== openNew) return cancelled;
    return this.#apply(await openNewDocument(), plan);
  }

  async #apply(editor: TextEditor, plan: Plan): Promise<ActionOutcome> {
    const { document } = editor;
    const planned = plan(await this.#target(editor));
    if (!planned.ok) return refused(planned.failure.message);
    const { edits, selectionAfter } = planned.value;
    const applied = await editor.edit((builder) => {
      for (const { start, end, text } of edits) builder.replace(rangeOf(document, start, end), text);
    });
    if (!applied)
      return refused(l10n.t('The document could not be changed: it may be read-only, or was being edited.'));
    const caret = document.positionAt(selectionAfter);
    editor.selection = new Selection(caret, caret);
    editor.revealRange(new Range(caret, caret));
    return done;
  }

  async #target({ document, selection }: TextEditor): Promise<InsertionTarget> {
    const { languageId } = document;
    const settings = workspace.getConfiguration('researchThreads', { uri: document.uri, languageId });
    return {
      languageId,
      text: document.getText(),
      selection: { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) },
      commentSyntax: await this.#syntaxes.of(languageId),
      citationStyle: settings.get<string>('citations.style', 'auto'),
    };
  }
}

/** A new, unsaved Markdown document beside nothing: what gets an answer when no editor is open. */
async function openNewDocument(): Promise<TextEditor> {
  const document = await workspace.openTextDocument({ language: 'markdown' });
  return window.showTextDocument(document, { preview: false, preserveFocus: true });
}

function rangeOf(document: TextDocument, start: number, end: number): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}
