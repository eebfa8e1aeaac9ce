import { commands, Uri, workspace } from 'vscode';
import type { AttachedContext } from '../../src/research/thread/context';
import type { TurnRequest } from '../../src/research/thread/turn';
import { run, type TurnAddress } from './emulated';

/** How a question was recorded. */
export interface RecordedQuestion {
  readonly parentId: string | null;
  readonly request: TurnRequest;
  readonly context: readonly AttachedContext[];
}

/** What stands in the journal of a question. */
export async function recordedQuestion({ threadId, turnId }: TurnAddress): Promise<RecordedQuestion> {
  for (const { kind, data } of await recordsOf(threadId)) {
    if (kind === 'asked' && data['turnId'] === turnId) return data as unknown as RecordedQuestion;
  }
  throw new Error(`There is no record of the question ${turnId}.`);
}

/** Whether the answer of a turn is recorded. */
export async function isAnswered({ threadId, turnId }: TurnAddress): Promise<boolean> {
  return (await recordsOf(threadId)).some(({ kind, data }) => kind === 'answered' && data['turnId'] === turnId);
}

interface JournalRecord {
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The records of a thread, as its export has them. */
async function recordsOf(threadId: string): Promise<readonly JournalRecord[]> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) throw new Error('No folder is open.');
  const target = Uri.joinPath(folder.uri, 'recorded.json');
  await run('exportThread', { threadId, format: 'json', target: target.toString() });
  const text = new TextDecoder().decode(await workspace.fs.readFile(target));
  await workspace.fs.delete(target);
  await commands.executeCommand('notifications.clearAll');
  const { threads } = JSON.parse(text) as { threads: readonly { readonly records: readonly JournalRecord[] }[] };
  return threads[0]?.records ?? [];
}
