import { l10n } from 'vscode';
import type { ChatSession } from '../protocol/chatSession';
import { contextFromSelection } from './attachments';
import type { LastEditor } from './lastEditor';
import { done, refused, type ActionOutcome } from './outcome';

/** Chooses what goes along with the next question. */
export class AttachmentChooser {
  readonly #session: ChatSession;
  readonly #lastEditor: LastEditor;

  constructor(session: ChatSession, lastEditor: LastEditor) {
    this.#session = session;
    this.#lastEditor = lastEditor;
  }

  choose(): Promise<ActionOutcome> {
    const editor = this.#lastEditor.current;
    const context = editor && contextFromSelection(editor);
    if (!context) return Promise.resolve(refused(l10n.t('Select the text that should go along in an editor first.')));
    this.#session.attach(context);
    return Promise.resolve(done);
  }
}
