import { EndOfLine, l10n } from 'vscode';
import type { Disposable } from '../../base/disposable';
import { success, type Result } from '../../base/result';
import { answerAsMarkdown, citationAsMarkdown } from '../../documents/exports/copy';
import type { AnsweredTurn, AnswerWriter, InsertionWish } from '../../actions/answerActions';
import { DocumentChanges } from '../../documents/model/documentChanges';
import { planAnswerInsertion, planCitationInsertion } from '../../documents/documents';
import type { DocumentChange, InsertionRefusal, InsertionTarget } from '../../documents/model/insertion';
import { namedLanguage } from '../../documents/formats/languages';
import type { Source } from '../../research/answer/sources';
import { applyChanges } from './applyChanges';
import type { ChosenFiles } from './chosenFiles';
import { CommentSyntaxes } from './commentSyntaxes';
import { cancelled, done, refused, type ActionOutcome } from '../../base/outcome';
import type { Telling } from '../outcome';
import type { Settings } from '../settings/settings';
import { openNewPage, pageOf, showChange, type Page } from './page';
import type { WritingTarget } from './writingTarget';

/** Plans a change to a document. */
type Plan = (target: InsertionTarget) => Result<DocumentChange, InsertionRefusal>;

interface DocumentWriterOptions {
  readonly settings: Pick<Settings, 'preference'>;
  readonly chosenFiles: ChosenFiles;
  readonly chat: Telling;
}

/** Puts answers and citations into the document in use, as one edit, so that one undo takes it back. */
export class DocumentWriter implements AnswerWriter, Disposable {
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
    const page = current ? await pageOf(current) : await openNewPage();
    const planned = await this.#plan(page, plan);
    if (planned.ok) return this.#apply(page, planned.value, plan);
    const { message } = planned.failure;
    // Nothing waits for the person: what was pressed can be pressed again.
    void this.#offerNewDocument(message, plan);
    return from === 'chat' ? refused(message) : cancelled;
  }

  async #offerNewDocument(message: string, plan: Plan): Promise<void> {
    const openNew = l10n.t('Insert into New Document');
    if (!(await this.#chat.say(message, openNew, 'refused'))) return;
    const fresh = await openNewPage();
    const planned = await this.#plan(fresh, plan);
    this.#chat.tell(planned.ok ? await this.#apply(fresh, planned.value, plan) : refused(planned.failure.message));
  }

  async #plan(page: Page, plan: Plan): Promise<Result<DocumentChanges, InsertionRefusal>> {
    const target = await this.#targetIn(page);
    const planned = plan(target);
    return planned.ok ? success(changesTo(page, target, planned.value)) : planned;
  }

  /** Makes changes; where the person has written on since they were planned, they are planned anew. */
  async #apply(page: Page, changes: DocumentChanges, plan: Plan): Promise<ActionOutcome> {
    let planned = changes;
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const outcome = await applyChanges(planned, page.editor);
      if (outcome === 'applied') {
        await showChange(page, planned.caret);
        return done;
      }
      if (outcome === 'refused') break;
      const replanned = await this.#plan(page, plan);
      if (!replanned.ok) return refused(replanned.failure.message);
      planned = replanned.value;
    }
    return refused(l10n.t('The document could not be changed: it is read-only, or it was being changed.'));
  }

  async #targetIn(page: Page): Promise<InsertionTarget> {
    const { document } = page;
    const named = namedLanguage(document.languageId, document.uri.path);
    const { languageId } = document;
    const commentSyntax = named ? named.commentSyntax : await this.#syntaxes.of(languageId);
    // The person may go on writing while that is looked up; from here on nothing waits until the change is made.
    if (document.languageId !== languageId) return this.#targetIn(page);
    const end = document.getText().length;
    const selection = page.editor?.selection;
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

/** What a plan changes in the document that it was made for. */
function changesTo(
  { document }: Page,
  { text }: InsertionTarget,
  { edits, selectionAfter }: DocumentChange,
): DocumentChanges {
  const uri = document.uri.toString();
  const changes = DocumentChanges.of([{ uri, text, edits }], { uri, offset: selectionAfter });
  if (!changes.ok) throw new Error(`A format made edits that conflict: ${changes.failure}.`);
  return changes.value;
}
