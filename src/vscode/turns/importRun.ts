import { l10n } from 'vscode';
import type { Failure } from '../../research/thread/failure';
import type { RunId, ThreadId, TurnId } from '../../research/thread/ids';
import type { Adopted, AdoptionFailure } from '../../runs/import/importRun';
import type { TurnAddress } from '../../runs/send/question';
import { runIdIn } from '../../runs/import/runIdIn';
import type { ResearchRuns } from '../../runs/researchRuns';
import { cancelled, refused, type ActionOutcome } from '../../base/outcome';
import { askForText } from '../ui/inputs';
import { showInformation } from '../ui/messages';
import { withCancellableNotification } from '../ui/progress';
import { threadIsGone } from '../../actions/goneThread';

/** A run to add. Without an id the person is asked for it. */
export interface RunReference {
  readonly runId?: string | undefined;
  /** The thread to add it to; the one where it belongs, or else a new one, when it is left out. */
  readonly threadId?: ThreadId | undefined;
  /** The question that it is said to carry out. */
  readonly turnId?: TurnId | undefined;
}

/** How adding ended, and the run's turn if there is one now. */
export interface AdoptionOutcome {
  readonly outcome: ActionOutcome;
  readonly address: TurnAddress | null;
}

/** Shows a thread at a turn. */
interface ThreadShower {
  open(threadId: ThreadId, turnId: TurnId): Promise<ActionOutcome>;
}

/** Adds runs that were started elsewhere, or that a lost connection hid, to the threads. */
export class RunAdoption {
  readonly #runs: ResearchRuns;
  readonly #threads: ThreadShower;

  constructor(runs: ResearchRuns, threads: ThreadShower) {
    this.#runs = runs;
    this.#threads = threads;
  }

  /** Adds a run and shows its turn. */
  async adopt({ runId: given, threadId, turnId }: RunReference): Promise<AdoptionOutcome> {
    const entered = given ?? (await askForId(turnId !== undefined));
    if (entered === undefined) return { outcome: cancelled, address: null };
    const runId = runIdIn(entered);
    if (!runId) return { outcome: refused(noId()), address: null };
    const adopted = await this.#readWithProgress(runId, threadId ?? null, turnId ?? null);
    if ('refusal' in adopted) {
      const { refusal } = adopted;
      return { outcome: refusal === null ? cancelled : refused(refusal), address: null };
    }
    const address = { threadId: adopted.threadId, turnId: adopted.turnId };
    const outcome = await this.#threads.open(address.threadId, address.turnId);
    if (adopted.kind === 'known') void showInformation(l10n.t('This run is in your threads already.'));
    return { outcome, address };
  }

  async #readWithProgress(
    runId: RunId,
    threadId: ThreadId | null,
    turnId: TurnId | null,
  ): Promise<Adopted | { readonly refusal: string | null }> {
    return withCancellableNotification(l10n.t('Reading the run…'), async (token) => {
      const abort = new AbortController();
      const subscription = token.onCancellationRequested(() => abort.abort());
      try {
        const adopted = await this.#runs.adopt({ runId, threadId, turnId }, abort.signal);
        if (adopted.ok) return adopted.value;
        return { refusal: abort.signal.aborted ? null : failureText(adopted.failure) };
      } finally {
        subscription.dispose();
      }
    });
  }
}

function askForId(forTurn: boolean): Thenable<string | undefined> {
  return askForText({
    title: forTurn ? l10n.t('The Run of This Question') : l10n.t('Add Run by ID'),
    prompt: l10n.t('The run is read, with the questions that it continues. Nothing is started and nothing is billed.'),
    placeholder: l10n.t('The run ID (trun_…) or its address on platform.parallel.ai'),
    ignoreFocusOut: true,
    problemWith: (text) => (runIdIn(text) === null ? noId() : undefined),
  });
}

function noId(): string {
  return l10n.t('Paste a run ID, such as trun_0123456789abcdef, or its address on platform.parallel.ai.');
}

/** Why a run was not added, and what to do; null when the person cancelled. */
function failureText(failure: AdoptionFailure): string | null {
  switch (failure.kind) {
    case 'cancelled':
      return null;
    case 'unknownThread':
      return threadIsGone(l10n.t);
    case 'anotherQuestion':
      return l10n.t('This run researches another question. Use “Add Run by ID” to give it a thread of its own.');
    case 'notRecorded':
      return l10n.t('The run could not be saved: {0}', failure.message);
    case 'notRead':
      return readFailureText(failure.failure);
  }
}

function readFailureText({ reason, detail }: Failure): string {
  switch (reason) {
    case 'keyMissing':
      return l10n.t('Reading a run needs your Parallel API key. Use “Set API Key”, then add the run again.');
    case 'addressUnusable':
      return detail ?? l10n.t('The server address can’t be used. Fix it in the settings, then add the run again.');
    case 'keyRefused':
      return l10n.t(
        'The API key may not read this run. It may be mistyped or revoked, or the run may belong to another account.',
      );
    case 'runNotFound':
    case 'invalidRequest':
      return l10n.t(
        'Parallel does not know this run. Check the id, and that your API key belongs to the account that started the run.',
      );
    case 'unreachable':
      return l10n.t('The server could not be reached. Check the network and the proxy, then add the run again.');
    case 'proxyRefused':
      return l10n.t('The proxy refused the connection. Check the setting http.proxy, then add the run again.');
    case 'certificateRefused':
      return l10n.t(
        'The certificate of the server is not trusted. Add its authority to the certificates of the system, restart VS Code, then add the run again.',
      );
    case 'unreadableResponse':
      return l10n.t('This run’s input isn’t a question.');
    default:
      return l10n.t('The server couldn’t return the run. Try again in a moment. ({0})', detail ?? reason);
  }
}
