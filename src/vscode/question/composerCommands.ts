import { commands, l10n, Uri } from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import {
  attachAnswerArguments,
  decodeArguments,
  engineArguments,
  engineOfArguments,
  fileArguments,
  scopeArguments,
} from '../arguments';
import { attachIfTheyFit } from './attachIfTheyFit';
import { contextsFromSelections } from './attachments';
import type { Choosers, ChoosersOptions } from './choosers';
import { uriOf } from './fileUris';
import type { OwnDocuments } from '../documents/ownDocuments';
import { refused, type ActionOutcome, type Tell } from '../outcome';
import { showContext } from './showContext';
import { choice, pickChoice, type Choice } from '../ui/choices';

export interface ComposerCommandsOptions extends Pick<ChoosersOptions, 'session' | 'lastEditor'> {
  readonly ownDocuments: OwnDocuments;
  /** How the person is asked; loaded when it is first used. */
  readonly choosers: () => Promise<Choosers>;
  readonly focusComposer: () => Promise<void>;
  readonly tell: Tell;
}

/** Registers what gives the next question its sources and what goes along with it. */
export function registerComposerCommands(options: ComposerCommandsOptions): Disposable {
  const store = new DisposableStore();
  const { session, lastEditor, choosers, focusComposer, ownDocuments, tell } = options;
  const register = (name: string, run: (given: unknown, several: unknown) => Promise<unknown>): void => {
    store.add(commands.registerCommand(`researchThreads.${name}`, run));
  };
  const attach = async (outcome: ActionOutcome): Promise<void> => {
    tell(outcome);
    if (outcome.kind === 'done') await focusComposer();
  };
  register('attachSelection', () => {
    const editor = lastEditor.current;
    const selected = editor ? contextsFromSelections(editor) : [];
    return attach(selected.length > 0 ? attachIfTheyFit(options, selected) : nothingSelected());
  });
  register('attachFile', async (given, several) => {
    const { attachments } = await choosers();
    const files = filesOf(given, several);
    await attach(files === null ? await attachments.chooseFiles() : await attachments.attachFiles(files));
  });
  register('attachAnswer', async (given) => {
    const turn = decodeArguments('attachAnswer', attachAnswerArguments, given);
    await attach(await (await choosers()).attachments.attachAnswer(turn));
  });
  register('chooseSources', async (given) => {
    if (given === undefined || given === null) await (await choosers()).scope.choose();
    else session.chooseScope(decodeArguments('chooseSources', scopeArguments, given));
    return session.scope;
  });
  register('chooseEngine', async (given) => {
    const engine = engineOfArguments(decodeArguments('chooseEngine', engineArguments, given));
    if (engine) session.chooseEngine(engine);
    else await (await choosers()).engine.choose();
  });
  register('showAttachment', async () => {
    const attached = await pickAttachment(options, l10n.t('Show an Attachment'));
    const context = attached && session.findContext(null, attached);
    if (context) tell(await showContext(context, ownDocuments));
  });
  register('removeAttachment', async () => {
    const attached = await pickAttachment(options, l10n.t('Remove an Attachment'));
    if (attached !== undefined) session.removeContext(attached);
  });
  register('leaveBranch', async () => {
    const branches = session.aim.kind !== 'continue';
    session.cancelAim();
    if (!branches) tell(refused(l10n.t('The next question branches from nothing.')));
    else await focusComposer();
  });
  return store;
}

interface AttachmentItem extends Choice {
  readonly contextId: string;
}

/** Something that goes along with the next question, by its id: the only one, or the one that the person chooses. */
async function pickAttachment({ session, tell }: ComposerCommandsOptions, title: string): Promise<string | undefined> {
  const { contexts } = session.view().composer;
  if (contexts.length === 0) tell(refused(l10n.t('Nothing is attached to the question.')));
  if (contexts.length < 2) return contexts[0]?.id;
  const items = contexts.map(({ id, title: label }): AttachmentItem => choice({ label, contextId: id }));
  return (await pickChoice(items, title))?.contextId;
}

/** That an action needs a selection and there is none. */
export function nothingSelected(): ActionOutcome {
  return refused(l10n.t('Select the text that the question is about in an editor first.'));
}

/**
 * The files that a command is about; null when none is named. From the explorer's menu VS Code passes the file that was
 * clicked, and all that are selected.
 */
function filesOf(given: unknown, several: unknown): readonly Uri[] | null {
  if (given instanceof Uri) {
    const selected = Array.isArray(several) ? several.filter((item) => item instanceof Uri) : [];
    return selected.some((uri) => uri.toString() === given.toString()) ? selected : [given];
  }
  const { uri } = decodeArguments('attachFile', fileArguments, given);
  return uri === undefined ? null : [uriOf(uri)];
}
