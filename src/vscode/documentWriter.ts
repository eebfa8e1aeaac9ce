import { EndOfLine, l10n, Range, Selection, window, workspace, type TextDocument, type TextEditor } from 'vscode';
import type { Disposable } from '../base/disposable';
import type { Result } from '../base/result';
import { answerAsMarkdown, citationAsMarkdown } from '../documents/copy';
import {
  planAnswerInsertion,
  planCitationInsertion,
  type AnswerDetails,
  type DocumentChange,
  type InsertionRefusal,
  type InsertionTarget,
} from '../documents/insertion';
import type { Source, SourcedAnswer } from '../research/sources';
import type { ChosenFiles } from './chosenFiles';
import { CommentSyntaxes } from './commentSyntaxes';
import type { LastEditor } from './lastEditor';
import { cancelled, done, refused, type ActionOutcome } from './outcome';
import type { Settings } from './settings';
import { showWarning } from './ui/messages';

/** An answer with what a document may say about it. */
export interface AnsweredTurn extends AnswerDetails {
  readonly answer: SourcedAnswer;
}

/** Plans a change to a document. */
type Plan = (target: InsertionTarget) => Result<DocumentChange, InsertionRefusal>;

interface DocumentWriterOptions {
  readonly settings: Pick<Settings, 'preference'>;
  readonly chosenFiles: ChosenFiles;
}

/** Puts answers and citations into the document in use, as one edit, so that one undo takes it back. */
export class DocumentWriter implements Disposable {
  readonly #lastEditor: LastEditor;
  readonly #settings: Pick<Settings, 'preference'>;
  readonly #syntaxes: CommentSyntaxes;

  constructor(lastEditor: LastEditor, { settings, chosenFiles }: DocumentWriterOptions) {
    this.#lastEditor = lastEditor;
    this.#settings = settings;
    this.#syntaxes = new CommentSyntaxes(chosenFiles);
  }

  /** Inserts an answer with its sources at the caret, or over the selection, of the document in use, or in a new one. */
  insertAnswer(turn: AnsweredTurn): Promise<ActionOutcome> {
    return this.#insert((target) => planAnswerInsertion(turn.answer, turn, target, l10n.t));
  }

  /** Inserts a reference to one source. */
  insertCitation(turn: AnsweredTurn, source: Source): Promise<ActionOutcome> {
    return this.#insert((target) => planCitationInsertion(source, turn, target, l10n.t));
  }

  /** The answer as it goes onto the clipboard: Markdown that keeps its sources wherever it is pasted. */
  answerToCopy(turn: AnsweredTurn): string {
    return answerAsMarkdown(turn.answer, l10n.t);
  }

  citationToCopy(source: Source): string {
    return citationAsMarkdown(source);
  }

  dispose(): void {
    this.#syntaxes.dispose();
  }

  async #insert(plan: Plan): Promise<ActionOutcome> {
    const editor = this.#lastEditor.current ?? (await openNewDocument());
    const planned = plan(await this.#targetIn(editor));
    if (planned.ok) return this.#apply(editor, planned.value, plan);
    const openNew = l10n.t('Insert into New Document');
    if ((await showWarning(planned.failure.message, openNew)) !== openNew) return cancelled;
    const fresh = await openNewDocument();
    const replanned = plan(await this.#targetIn(fresh));
    return replanned.ok ? this.#apply(fresh, replanned.value, plan) : refused(replanned.failure.message);
  }

  /**
   * Makes a change. VS Code refuses one that was planned before it told of what the person has just written: then it is
   * planned anew.
   */
  async #apply(editor: TextEditor, change: DocumentChange, plan: Plan): Promise<ActionOutcome> {
    let planned = change;
    for (let attempt = 1; ; attempt += 1) {
      const { version } = editor.document;
      const outcome = await apply(editor, planned);
      const wasChanged = outcome.kind !== 'done' && editor.document.version !== version;
      if (!wasChanged || attempt === mostAttempts) return outcome;
      const replanned = plan(await this.#targetIn(editor));
      if (!replanned.ok) return refused(replanned.failure.message);
      planned = replanned.value;
    }
  }

  async #targetIn(editor: TextEditor): Promise<InsertionTarget> {
    const { document } = editor;
    const { languageId } = document;
    const commentSyntax = await this.#syntaxes.of(languageId);
    // The person may go on writing while that is looked up; from here on nothing waits until the change is made.
    if (document.languageId !== languageId) return this.#targetIn(editor);
    const { selection } = editor;
    return {
      languageId,
      text: document.getText(),
      selection: { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) },
      commentSyntax,
      citationStyle: this.#settings.preference('citations.style', { uri: document.uri, languageId }),
      lineEnd: document.eol === EndOfLine.CRLF ? '\r\n' : '\n',
    };
  }
}

/** Nobody types so fast that it takes more. */
const mostAttempts = 5;

async function apply(editor: TextEditor, { edits, selectionAfter }: DocumentChange): Promise<ActionOutcome> {
  const { document } = editor;
  const applied = await editor.edit((builder) => {
    for (const { start, end, text } of edits) builder.replace(rangeOf(document, start, end), text);
  });
  if (!applied) return refused(l10n.t('The document could not be changed: it is read-only, or it was being changed.'));
  const position = document.positionAt(selectionAfter);
  editor.selection = new Selection(position, position);
  editor.revealRange(new Range(position, position));
  return done;
}

/** A new, unsaved Markdown document: what gets an answer when no editor can. */
async function openNewDocument(): Promise<TextEditor> {
  const document = await workspace.openTextDocument({ language: 'markdown' });
  return window.showTextDocument(document, { preview: false, preserveFocus: true });
}

function rangeOf(document: TextDocument, start: number, end: number): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}
