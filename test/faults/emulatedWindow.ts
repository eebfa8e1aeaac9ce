import type { Clock } from '../../src/base/clock';
import type { Files } from '../../src/journal/files';
import type { Processes } from '../../src/journal/windows/openWindows';
import { createResearchApi } from '../../src/parallel/researchApi';
import type { Turn, TurnRequest } from '../../src/research/thread/turn';
import type { TurnAddress } from '../../src/runs/send/question';
import { MemoryFiles } from '../unit/journal/memoryFiles';
import { WindowProcess } from './windowProcess';

const silent = (): void => undefined;

export interface EmulatedWorld {
  /** The address of the API. */
  readonly url: string;
  readonly clock: Clock;
  readonly seed: number;
  /** A disk of its own unless given, and then the folder of the threads and the processes that share it. */
  readonly disk?: { readonly files: Files; readonly root: string; readonly processes: Processes };
}

/** A window over the real adapter, which sends its requests to the API at `url`. */
export function startEmulatedWindow({ url, clock, seed, disk }: EmulatedWorld, number = 0): Promise<WindowProcess> {
  const log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };
  const apiKey = (): Promise<string> => Promise.resolve('a-key-of-the-fault-suites');
  const api = createResearchApi({ apiKey, baseUrl: url, version: '0.0.0', clock, log });
  return WindowProcess.start({ files: new MemoryFiles(), clock, api, seed, living: new Set(), ...disk }, number);
}

/** Asks a first question, or one below another turn. */
export async function ask(
  window: WindowProcess,
  text: string,
  below: TurnAddress | null = null,
  request: TurnRequest = { kind: 'research', processor: 'lite' },
): Promise<TurnAddress> {
  const asked = await window.runs.ask({
    threadId: below?.threadId ?? null,
    parentId: below?.turnId ?? null,
    text,
    request,
    context: [],
  });
  if (!asked.ok) throw new Error(`Not asked: ${asked.failure.kind}`);
  return asked.value;
}

export function turnAt({ journal }: WindowProcess, { threadId, turnId }: TurnAddress): Turn {
  const turn = journal.get(threadId)?.turns.get(turnId);
  if (!turn) throw new Error('There is no such turn.');
  return turn;
}

/** In a word or two: `answered`, `unconfirmed`, `failed: noCredit`. */
export function conditionOf({ attempt: { condition } }: Turn): string {
  const reason = 'failure' in condition && condition.failure !== null ? `: ${condition.failure.reason}` : '';
  return `${condition.state}${reason}`;
}

/** Waits until a turn's condition is one of those that last; gives what it is then, or when the time is over. */
export async function settledCondition(
  window: WindowProcess,
  address: TurnAddress,
  { clock, seconds }: { readonly clock: Clock; readonly seconds: number },
): Promise<string> {
  const lasting = /^(answered|failed|unconfirmed|detached|lost)/;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      timer.dispose();
      subscription.dispose();
      resolve();
    };
    const timer = clock.after(seconds * 1000, end);
    const subscription = window.journal.onDidChange(() => {
      if (lasting.test(conditionOf(turnAt(window, address)))) end();
    });
    if (lasting.test(conditionOf(turnAt(window, address)))) end();
  });
  return conditionOf(turnAt(window, address));
}
