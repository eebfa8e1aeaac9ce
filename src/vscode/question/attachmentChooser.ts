import { l10n, ThemeIcon, type TextEditor, type Uri } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import { contextTitle, type AttachedContext } from '../../research/thread/context';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { roomBeside } from '../../runs/send/input';
import type { AnswerAttachments } from './answerAttachments';
import { attachIfTheyFit, type AttachTarget } from './attachIfTheyFit';
import { contextsFromSelections } from './attachments';
import type { ChosenFiles } from '../documents/chosenFiles';
import { contextFromFile, contextFromText } from './fileAttachments';
import { pickFiles } from './filePick';
import type { LastEditor } from '../documents/lastEditor';
import { parseUri } from '../workspaces/openWorkspace';
import { cancelled, done, refused, type ActionOutcome } from '../../base/outcome';
import type { OwnDocuments } from '../documents/ownDocuments';
import { back, pickStep, type StepResult } from './steps';
import type { TurnReference } from '../../actions/turnReference';
import { choice, type Choice } from '../ui/choices';

export interface AttachmentChooserOptions extends AttachTarget {
  readonly session: ChatSession;
  readonly lastEditor: LastEditor;
  readonly answers: AnswerAttachments;
  readonly chosenFiles: ChosenFiles;
  readonly ownDocuments: Pick<OwnDocuments, 'note' | 'recency'>;
}

/** A row of the first step. */
interface OfferItem extends Choice {
  readonly attach: () => Promise<StepResult<ActionOutcome>>;
}

/** Chooses what goes along with the next question. */
export class AttachmentChooser {
  readonly #options: AttachmentChooserOptions;

  constructor(options: AttachmentChooserOptions) {
    this.#options = options;
  }

  /** Asks for the kind of thing and then for the thing. */
  async choose(): Promise<ActionOutcome> {
    for (;;) {
      const offer = await pickStep({
        title: l10n.t('Attach to the Question'),
        placeholder: this.#roomWords(),
        items: this.#offers(),
        hasBack: false,
      });
      if (offer === undefined || offer === back) return cancelled;
      const attached = await offer.attach();
      if (attached === undefined) return cancelled;
      if (attached !== back) return attached;
    }
  }

  /** Attaches files, one after the other, up to the first that cannot be. */
  async attachFiles(uris: readonly Uri[]): Promise<ActionOutcome> {
    for (const uri of uris) {
      const context = await contextFromFile(uri, this.#options.chosenFiles);
      if (!context.ok) return refused(context.failure);
      const attached = attachIfTheyFit(this.#options, [context.value]);
      if (attached.kind !== 'done') return attached;
    }
    return uris.length > 0 ? done : cancelled;
  }

  /** Attaches what was dropped on the composer, as far as that is files and documents that can be opened here. */
  async attachDropped(addresses: readonly string[]): Promise<ActionOutcome> {
    const uris = addresses.map(parseUri).filter((uri) => uri !== null && !/^https?$/.test(uri.scheme));
    if (uris.length === 0) return refused(l10n.t('Only files and documents can be attached by dropping them.'));
    return this.attachFiles(uris.filter((uri) => uri !== null));
  }

  /** Asks for files and attaches them. */
  async chooseFiles(): Promise<ActionOutcome> {
    const files = await this.#pickFiles();
    return files === undefined || files === back ? cancelled : this.attachFiles(files);
  }

  /** Attaches the answer of a turn, of the thread that is shown unless another is named. Asks for one when none is named. */
  async attachAnswer({ threadId, turnId }: TurnReference): Promise<ActionOutcome> {
    const { session } = this.#options;
    if (turnId === undefined) {
      const attached = await this.#chooseAnswer(threadId, false);
      return attached === undefined || attached === back ? cancelled : attached;
    }
    const ofThread = threadId ?? session.threadId;
    return ofThread ? this.#attachAnswer(ofThread, turnId) : noAnswer();
  }

  #pickFiles(): Promise<StepResult<readonly Uri[]>> {
    const { chosenFiles, ownDocuments } = this.#options;
    return pickFiles({ chosenFiles, recency: (uri) => ownDocuments.recency(uri) });
  }

  #offers(): readonly OfferItem[] {
    const editor = this.#options.lastEditor.current;
    const files = choice({
      label: l10n.t('File…'),
      iconPath: new ThemeIcon('files'),
      attach: async (): Promise<StepResult<ActionOutcome>> => {
        const chosen = await this.#pickFiles();
        return chosen === undefined || chosen === back ? chosen : this.attachFiles(chosen);
      },
    });
    const answers = choice({
      label: l10n.t('Earlier Answer…'),
      iconPath: new ThemeIcon('comment-discussion'),
      attach: () => this.#chooseAnswer(undefined, true),
    });
    return [...(editor ? this.#editorOffers(editor) : []), files, answers];
  }

  /** The selection, if there is one, and the document. */
  #editorOffers(editor: TextEditor): readonly OfferItem[] {
    const selected = contextsFromSelections(editor);
    const offers: OfferItem[] = [];
    if (selected.length > 0) {
      offers.push(
        choice({
          label: selected.length === 1 ? l10n.t('Selection') : l10n.t('{0} Selections', selected.length),
          description: selected.map(describe).join(', '),
          iconPath: new ThemeIcon('list-selection'),
          attach: () => Promise.resolve(attachIfTheyFit(this.#options, selected)),
        }),
      );
    }
    const whole = contextFromText(editor.document);
    if (!whole.ok) return offers;
    offers.push(
      choice({
        label: l10n.t('Current Document'),
        description: describe(whole.value),
        iconPath: new ThemeIcon('file'),
        attach: () => Promise.resolve(attachIfTheyFit(this.#options, [whole.value])),
      }),
    );
    return offers;
  }

  async #chooseAnswer(threadId: ThreadId | undefined, hasBack: boolean): Promise<StepResult<ActionOutcome>> {
    const { session, answers } = this.#options;
    const chosen = await answers.pick(threadId ?? session.threadId, hasBack);
    return chosen === undefined || chosen === back ? chosen : this.#attachAnswer(chosen.threadId, chosen.turnId);
  }

  async #attachAnswer(threadId: ThreadId, turnId: TurnId): Promise<ActionOutcome> {
    const context = await this.#options.answers.contextOf({ threadId, turnId });
    return context ? attachIfTheyFit(this.#options, [context]) : noAnswer();
  }

  #roomWords(): string {
    const room = Math.max(0, roomBeside(this.#options.session.composer().contexts));
    return l10n.t('{0} characters left, including your question', room.toLocaleString());
  }
}

function describe(context: AttachedContext): string {
  return l10n.t('{0} · {1} characters', contextTitle(context), context.text.length.toLocaleString());
}

function noAnswer(): ActionOutcome {
  return refused(l10n.t('There is no answer here that could be attached.'));
}
