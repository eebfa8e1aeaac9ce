import { EndOfLine, l10n, Range, Selection, window, workspace, type TextDocument, type TextEditor } from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { Result } from '../../base/result';
import { answerAsMarkdown, citationAsMarkdown } from '../../documents/exports/copy';
import {
  planAnswerInsertion,
  planCitationInsertion,
  type AnswerDetails,
  type DocumentChange,
  type InsertionRefusal,
  type InsertionTarget,
} from '../../documents/model/insertion';
import { namedLanguage } from '../../documents/model/namedLanguage';
import type { Source, SourcedAnswer } from '../../research/answer/sources';
import type { ChosenFiles } from './chosenFiles';
import { CommentSyntaxes } from './commentSyntaxes';
import { cancelled, done, refused, type ActionOutcome, type Telling } from '../outcome';
import type { Settings } from '../settings/settings';
import { cellPlaceOf, focusCell, writeCell } from '../ui/notebooks';
import type { OpenDocument, WritingTarget } from './writingTarget';

/** An answer with what a document may say about it. */
export interface AnsweredTurn extends AnswerDetails {
  readonly answer: SourcedAnswer;
}

/** How an answer is inserted. */
export interface InsertionWish {
  readonly replaces?: 'selection';
  /** A refusal is told where the wish was made: in the chat, or by a message. */
  readonly from?: 'chat';
}

/** What is written into; only a cell of a notebook may have no editor. */
type Page = TextEditor | { readonly document: TextDocument; readonly selection?: undefined };

/** Plans a change to a document. */
type Plan = (target: InsertionTarget) => Result<DocumentChange, InsertionRefusal>;

interface DocumentWriterOptions {
  readonly settings: Pick<Settings, 'preference'>;
  readonly chosenFiles: ChosenFiles;
  readonly chat: Telling;
}

/** Puts answers and citations into the document in use, as one edit, so that one undo takes it back. */
export class DocumentWriter implements Disposable {
  readonly #place: Pick<WritingTarget, 'current'>;
  readonly #settings: Pick<Settings, 'preference'>;
  readonly #syntaxes: CommentSyntaxes;
  readonly #chat: Telling;

  constructor(place: Pick<WritingTarget, 'current'>, { settings, chosenFiles, chat }: DocumentWriterOptions) {
    this.#place = place;
    this.#settings = settings;
    this.#syntaxes = new CommentSyntaxes(chosenFiles);
    this.#chat = chat;
  }

  /** Inserts an answer with its sources behind the selection of the document in use, or into a new one. */
  insertAnswer(turn: AnsweredTurn, wish: InsertionWish): Promise<ActionOutcome> {
    const replacesSelection = wish.replaces === 'selection';
    const plan: Plan = (target) => planAnswerInsertion(turn.answer, turn, { ...target, replacesSelection }, l10n.t);
    return this.#insert(plan, wish);
  }

  /** Inserts a reference to one source. */
  insertCitation(turn: AnsweredTurn, source: Source, wish: InsertionWish): Promise<ActionOutcome> {
    return this.#insert((target) => planCitationInsertion(source, turn, target, l10n.t), wish);
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

  async #insert(plan: Plan, { from }: InsertionWish): Promise<ActionOutcome> {
    const { current } = this.#place;
    const page = current ? await pageOf(current) : await openNewDocument();
    const planned = plan(await this.#targetIn(page));
    if (planned.ok) return this.#apply(page, planned.value, plan);
    const { message } = planned.failure;
    // Nothing waits for the person: what was pressed can be pressed again.
    void this.#offerNewDocument(message, plan);
    return from === 'chat' ? refused(message) : cancelled;
  }

  async #offerNewDocument(message: string, plan: Plan): Promise<void> {
    const openNew = l10n.t('Insert into New Document');
    if (!(await this.#chat.say(message, openNew, 'refused'))) return;
    const fresh = await openNewDocument();
    const planned = plan(await this.#targetIn(fresh));
    this.#chat.tell(planned.ok ? await this.#apply(fresh, planned.value, plan) : refused(planned.failure.message));
  }

  /**
   * Makes a change. VS Code refuses one that was planned before it told of what the person has just written: then it is
   * planned anew.
   */
  async #apply(page: Page, change: DocumentChange, plan: Plan): Promise<ActionOutcome> {
    let planned = change;
    for (let attempt = 1; ; attempt += 1) {
      const { version } = page.document;
      const outcome = await apply(page, planned);
      const wasChanged = outcome.kind !== 'done' && page.document.version !== version;
      if (!wasChanged || attempt === mostAttempts) return outcome;
      const replanned = plan(await this.#targetIn(page));
      if (!replanned.ok) return refused(replanned.failure.message);
      planned = replanned.value;
    }
  }

  async #targetIn(page: Page): Promise<InsertionTarget> {
    const { document } = page;
    const named = namedLanguage(document.languageId, document.uri.path);
    const { languageId } = document;
    const commentSyntax = named ? named.commentSyntax : await this.#syntaxes.of(languageId);
    // The person may go on writing while that is looked up; from here on nothing waits until the change is made.
    if (document.languageId !== languageId) return this.#targetIn(page);
    const end = document.getText().length;
    const { selection } = page;
    return {
      languageId: named?.languageId ?? languageId,
      text: document.getText(),
      selection: selection
        ? { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) }
        : { start: end, end },
      commentSyntax,
      citationStyle: this.#settings.preference('citations.style', { uri: document.uri, languageId }),
      lineEnd: document.eol === EndOfLine.CRLF ? '\r\n' : '\n',
    };
  }
}

/** Nobody types so fast that it takes more. */
const mostAttempts = 5;

async function apply(page: Page, { edits, selectionAfter }: DocumentChange): Promise<ActionOutcome> {
  const { document } = page;
  const { version } = document;
  const changes = edits.map(({ start, end, text }) => [rangeOf(document, start, end), text] as const);
  const applied = await ('edit' in page ? editIn(page, changes) : writeCell(document, changes));
  // VS Code says that it has edited a document that its editor may only read, where nothing has changed.
  const isUntouched = document.version === version;
  if (!applied || isUntouched) {
    return refused(l10n.t('The document could not be changed: it is read-only, or it was being changed.'));
  }
  if ('edit' in page) putCaret(page, selectionAfter);
  await focus(page);
  return done;
}

function editIn(editor: TextEditor, changes: readonly (readonly [Range, string])[]): Thenable<boolean> {
  return editor.edit((builder) => {
    for (const [range, text] of changes) builder.replace(range, text);
  });
}

function putCaret(editor: TextEditor, offset: number): void {
  const position = editor.document.positionAt(offset);
  editor.selection = new Selection(position, position);
  editor.revealRange(new Range(position, position));
}

/** Undo is at hand where the change was made. */
async function focus(page: Page): Promise<void> {
  const { document } = page;
  const cell = cellPlaceOf(document);
  if (cell) return focusCell(cell);
  const viewColumn = 'edit' in page ? page.viewColumn : undefined;
  await window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
}

/** A new, unsaved Markdown document: what gets an answer when no editor can. */
async function openNewDocument(): Promise<TextEditor> {
  const document = await workspace.openTextDocument({ language: 'markdown' });
  return window.showTextDocument(document, { preview: false, preserveFocus: true });
}

/** Where a document is written: its editor, with the document in front; a cell of a notebook is there already. */
async function pageOf(open: OpenDocument): Promise<Page> {
  if (open.editor) return open.editor;
  const { document } = open;
  return cellPlaceOf(document) ? { document } : shown(open);
}

/** Brings a document to the front that is behind another one. */
function shown({ document, viewColumn }: OpenDocument): Thenable<TextEditor> {
  return window.showTextDocument(document, {
    preserveFocus: true,
    ...(viewColumn === undefined ? {} : { viewColumn }),
  });
}

function rangeOf(document: TextDocument, start: number, end: number): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}
