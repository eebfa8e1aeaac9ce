import { commands, l10n, Uri } from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposable';
import { attachAnswerArguments, decodeArguments, fileArguments, scopeArguments } from './arguments';
import { attachIfItFits } from './attachIfItFits';
import { contextFromSelection } from './attachments';
import type { Choosers, ChoosersOptions } from './choosers';
import { uriOf } from './fileUris';
import { refused, showOutcome, type ActionOutcome } from './outcome';

export interface QuestionPartsOptions extends Pick<ChoosersOptions, 'session' | 'ownDocuments' | 'lastEditor'> {
  /** How the person is asked; loaded when it is first used. */
  readonly choosers: () => Promise<Choosers>;
  readonly focusComposer: () => Promise<void>;
}

/** Registers what gives the next question its sources and what goes along with it. */
export function registerQuestionParts(options: QuestionPartsOptions): Disposable {
  const store = new DisposableStore();
  const { session, lastEditor, choosers, focusComposer } = options;
  const register = (name: string, run: (given: unknown, several: unknown) => Promise<unknown>): void => {
    store.add(commands.registerCommand(`researchThreads.${name}`, run));
  };
  const attach = async (outcome: ActionOutcome): Promise<void> => {
    showOutcome(outcome);
    if (outcome.kind === 'done') await focusComposer();
  };
  register('attachSelection', () => {
    const editor = lastEditor.current;
    const context = editor && contextFromSelection(editor);
    return attach(context ? attachIfItFits(options, context) : nothingSelected());
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
  return store;
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
