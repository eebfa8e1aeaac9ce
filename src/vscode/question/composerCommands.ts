import { l10n, Uri } from 'vscode';
import {
  attachAnswerArguments,
  decodeArguments,
  engineArguments,
  engineOfArguments,
  fileArguments,
  scopeArguments,
} from '../arguments';
import { type Command, command, plainCommand, rawCommand } from '../commandTable';
import { attachIfTheyFit, nothingSelected } from './attachIfTheyFit';
import { contextsFromSelections } from './attachments';
import type { Choosers, ChoosersOptions } from './choosers';
import { uriOf } from './fileUris';
import type { OwnDocuments } from '../documents/ownDocuments';
import { refused, type ActionOutcome } from '../../base/outcome';
import type { Tell } from '../outcome';
import { showContext } from './showContext';
import { choice, pickChoice, type Choice } from '../ui/choices';

export interface ComposerCommandsOptions extends Pick<ChoosersOptions, 'session' | 'lastEditor'> {
  readonly ownDocuments: OwnDocuments;
  /** How the person is asked; loaded when it is first used. */
  readonly choosers: () => Promise<Choosers>;
  readonly focusComposer: () => Promise<void>;
  readonly tell: Tell;
}

/** What gives the next question its engine, its sources and what goes along with it. */
export function composerCommands(options: ComposerCommandsOptions): readonly Command[] {
  const { session, choosers, focusComposer, tell } = options;
  return [
    ...attachingCommands(options),
    // Nothing given asks the person; `{}` is a scope, that of looking anywhere.
    rawCommand('chooseSources', async (given) => {
      if (given === undefined || given === null) await (await choosers()).scope.choose();
      else session.chooseScope(decodeArguments('chooseSources', scopeArguments, given));
      return session.scope;
    }),
    command('chooseEngine', engineArguments, async (named) => {
      const engine = engineOfArguments(named);
      if (engine) session.chooseEngine(engine);
      else await (await choosers()).engine.choose();
    }),
    plainCommand('leaveBranch', async () => {
      const branches = session.aim.kind !== 'continue';
      session.cancelAim();
      if (!branches) tell(refused(l10n.t('The next question branches from nothing.')));
      else await focusComposer();
    }),
  ];
}

function attachingCommands(options: ComposerCommandsOptions): readonly Command[] {
  const { session, lastEditor, choosers, focusComposer, ownDocuments, tell } = options;
  const attach = async (outcome: ActionOutcome): Promise<void> => {
    tell(outcome);
    if (outcome.kind === 'done') await focusComposer();
  };
  return [
    plainCommand('attachSelection', () => {
      const editor = lastEditor.current;
      const selected = editor ? contextsFromSelections(editor) : [];
      return attach(selected.length > 0 ? attachIfTheyFit(options, selected) : nothingSelected());
    }),
    rawCommand('attachFile', async (given, several) => {
      const { attachments } = await choosers();
      const files = filesOf(given, several);
      await attach(files === null ? await attachments.chooseFiles() : await attachments.attachFiles(files));
    }),
    command('attachAnswer', attachAnswerArguments, async (turn) =>
      attach(await (await choosers()).attachments.attachAnswer(turn)),
    ),
    plainCommand('showAttachment', async () => {
      const attached = await pickAttachment(options, l10n.t('Show an Attachment'));
      const context = attached && session.findContext(null, attached);
      if (context) tell(await showContext(context, ownDocuments));
    }),
    plainCommand('removeAttachment', async () => {
      const attached = await pickAttachment(options, l10n.t('Remove an Attachment'));
      if (attached !== undefined) session.removeContext(attached);
    }),
  ];
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
