import { isDeepStrictEqual } from 'node:util';
import type { FileFailureKind } from '../../src/journal/files';
import type { FileOperation, Mishap } from './faultyFiles';
import { showPromise } from './promise';
import { ScriptedSession } from './scriptedSession';

const failures: readonly FileFailureKind[] = ['noSpace', 'accessDenied', 'broken', 'notFound', 'alreadyExists'];
/** Which share of a record reaches the file before the write fails. */
const shares: readonly number[] = [0, 0.01, 0.5, 0.999, 1];
/** Kinds of failure that an operation cannot have; of what is there nothing ever says that it is not. */
const impossible: Partial<Record<FileOperation, readonly FileFailureKind[]>> = {
  list: ['noSpace', 'alreadyExists', 'notFound'],
  read: ['noSpace', 'alreadyExists', 'notFound'],
  size: ['noSpace', 'alreadyExists', 'notFound'],
  append: ['alreadyExists'],
  replace: ['alreadyExists'],
  move: ['notFound'],
  ensureFolder: ['notFound'],
};

describe('R4: a session in which the file system fails', () => {
  let smooth: ScriptedSession;

  before(async () => {
    smooth = new ScriptedSession();
    await smooth.run();
  });

  it('loses nothing, tells once and goes on, whichever call fails and however', async function () {
    this.timeout(300_000);
    let [tried, failed, told] = [0, 0, 0];
    for (const [index, operation] of smooth.calls.entries()) {
      for (const mishap of mishapsOf(operation)) {
        tried += 1;
        const session = new ScriptedSession((call) => (call === index ? mishap : null));
        const complaint = await complaintAbout(session, smooth).catch(String);
        if (session.told.refused + session.told.reported.length > 0) told += 1;
        if (complaint === null) continue;
        failed += 1;
        console.error(`Call ${index}, ${operation}, ${JSON.stringify(mishap)}: ${complaint}`);
      }
    }
    const what = 'each call of the file system fails once, in each way';
    showPromise({ promise: 'R4', what, tried, failed, seed: null, calls: smooth.calls.length, told });
  });

  it('loses nothing and makes no storm when all calls fail for a while', async function () {
    this.timeout(300_000);
    let [tried, failed] = [0, 0];
    for (let index = 0; index < smooth.calls.length; index += 1) {
      for (const kind of ['noSpace', 'accessDenied', 'broken'] as const) {
        tried += 1;
        const isHit = (operation: FileOperation): boolean => !impossible[operation]?.includes(kind);
        const session = new ScriptedSession((call, operation) => (call >= index && isHit(operation) ? kind : null));
        await session.run();
        const complaint = await session.aftermath().catch(String);
        if (complaint === null) continue;
        failed += 1;
        console.error(`From call ${index} on, ${kind}: ${complaint}`);
      }
    }
    showPromise({
      promise: 'R4',
      what: 'all calls fail from one on, until they work again',
      tried,
      failed,
      seed: null,
    });
  });
});

function mishapsOf(operation: FileOperation): readonly Mishap[] {
  const possible = failures.filter((kind) => !impossible[operation]?.includes(kind));
  return operation === 'append' ? [...possible, ...shares.map((torn) => ({ torn }))] : possible;
}

async function complaintAbout(session: ScriptedSession, smooth: ScriptedSession): Promise<string | null> {
  await session.run();
  const { refused, reported } = session.told;
  if (refused > 1 || reported.length > 1) return `told ${refused} times and ${reported.join()}`;
  const isTold = refused + reported.length > 0;
  if (!isTold && !isDeepStrictEqual(session.shown, smooth.shown)) return 'something is not shown, and nobody was told';
  return session.aftermath();
}
