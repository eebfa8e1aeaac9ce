import assert from 'node:assert/strict';
import fc from 'fast-check';
import { OpenWindows } from '../../../../src/journal/windows/openWindows';
import { decodeWindow, encodeWindow, windowOfFile, windowOfRemnant } from '../../../../src/journal/windows/windowFile';
import type { TurnId } from '../../../../src/research/thread/ids';
import { FakeClock, settle } from '../../fakeClock';
import { MemoryFiles } from '../memoryFiles';

const folder = '/storage/windows';
const turn = 'a-turn' as TurnId;
const other = 'another-turn' as TurnId;

/** A window of a machine where every process lives that was not ended. */
class Machine {
  readonly ended = new Set<number>();
  constructor(readonly host: string) {}

  processes(own: number): { host: string; own: number; exists: (process: number) => boolean } {
    return { host: this.host, own, exists: (process) => !this.ended.has(process) };
  }
}

describe('Open windows', () => {
  let files: MemoryFiles;
  let machine: Machine;
  let count: number;

  beforeEach(() => {
    files = new MemoryFiles();
    machine = new Machine('desk');
    count = 0;
  });

  interface TestWindow {
    readonly windows: OpenWindows;
    readonly clock: FakeClock;
    readonly lost: TurnId[];
    readonly process: number;
    readonly path: string;
  }

  /** Each window has a clock of its own, which goes wrong by hours. */
  function open(on = machine): TestWindow {
    count += 1;
    const clock = new FakeClock(Date.UTC(2026, 1, 23) + count * 7_200_000);
    const windowId = `01h0000000000000000000000${count}`;
    const windows = new OpenWindows({ files, folder, windowId, clock, processes: on.processes(count) });
    const lost: TurnId[] = [];
    windows.onDidLose((turnId) => lost.push(turnId));
    return { windows, clock, lost, process: count, path: `${folder}/${windowId}.json` };
  }

  /** Lets the same time pass for all. */
  async function pass(milliseconds: number, ...all: readonly TestWindow[]): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 1_000) {
      for (const { clock } of all) await clock.advance(1_000);
    }
  }

  it('touches nothing before anybody claims, looks, or some time has passed', async () => {
    const { windows, clock } = open();
    windows.announceAfter(3_000);
    await clock.advance(2_999);
    assert.deepEqual(files.operations, []);
    await clock.advance(1);
    assert.equal(files.contents.size, 1);
  });

  it('gives a turn to one window, and to the next when the first gives it back', async () => {
    const one = open();
    const two = open();
    assert.equal(await one.windows.claim(turn, 'watch'), true);
    assert.equal(await two.windows.claim(turn, 'watch'), false);
    assert.equal(await two.windows.claim(other, 'watch'), true);
    assert.deepEqual([...(await two.windows.claimedElsewhere())], [turn]);
    one.windows.release(turn);
    await settle();
    assert.equal(await two.windows.claim(turn, 'watch'), true);
    assert.equal(await one.windows.claim(turn, 'send'), false);
  });

  it('leaves a turn that two windows watch at once to the smaller id, without a word', async () => {
    const one = open();
    const two = open();
    const claims = await Promise.all([one.windows.claim(turn, 'watch'), two.windows.claim(turn, 'watch')]);
    assert.equal(claims[0], true);
    await pass(6_000, one, two);
    assert.deepEqual([...(await two.windows.claimedElsewhere())], [turn]);
    assert.deepEqual([...(await one.windows.claimedElsewhere())], []);
    assert.deepEqual(one.lost, []);
    assert.deepEqual(two.lost, claims[1] ? [turn] : []);
  });

  it('lets exactly one of two windows send a turn that both want at once, however they interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        files = new MemoryFiles();
        count = 0;
        const delayed = files.list.bind(files);
        files.list = (path) => scheduler.schedule(Promise.resolve(), 'list').then(() => delayed(path));
        const replace = files.replace.bind(files);
        files.replace = (path, bytes) =>
          scheduler.schedule(Promise.resolve(), 'replace').then(() => replace(path, bytes));
        const pair = [open(), open()];
        const progress: { granted: readonly boolean[] | null } = { granted: null };
        void Promise.all(pair.map(({ windows }) => windows.claim(turn, 'send'))).then(
          (granted) => (progress.granted = granted),
        );
        for (let step = 0; step < 1_000 && !progress.granted; step += 1) {
          if (scheduler.count() > 0) await scheduler.waitNext(1);
          else await pass(1_000, ...pair);
        }
        assert.equal(progress.granted?.filter(Boolean).length, 1);
      }),
    );
  });

  it('takes the turn of a window whose process is gone at once', async () => {
    const one = open();
    const two = open();
    await one.windows.claim(turn, 'watch');
    machine.ended.add(one.process);
    assert.deepEqual([...(await two.windows.claimedElsewhere())], []);
    assert.equal(await two.windows.hasOtherWindows(), false);
    assert.equal(files.contents.has(one.path), false);
    assert.equal(await two.windows.claim(turn, 'watch'), true);
  });

  it('takes the turn of a suspended window after fifteen seconds; when that one goes on, one of them gives way', async () => {
    const one = open();
    const two = open();
    await one.windows.claim(turn, 'watch');
    await two.windows.claim(other, 'watch');
    await pass(10_000, two);
    assert.equal(await two.windows.claim(turn, 'watch'), false);
    await pass(10_000, two);
    assert.equal(await two.windows.claim(turn, 'watch'), true);
    await pass(10_000, one, two);
    assert.deepEqual([one.lost, two.lost], [[], [turn]]);
  });

  it('does not take a window for dead because this one slept', async () => {
    const one = open();
    const two = open();
    await one.windows.claim(turn, 'watch');
    await two.windows.claim(other, 'watch');
    await pass(6_000, one, two);
    // The machine sleeps for ten hours: no timer runs, and two wakes a little earlier.
    one.clock.jump(36_000_000);
    two.clock.jump(36_000_000);
    await pass(6_000, two);
    assert.deepEqual([...(await two.windows.claimedElsewhere())], [turn]);
    await pass(30_000, one, two);
    assert.deepEqual([...(await two.windows.claimedElsewhere())], [turn]);
    assert.deepEqual([one.lost, two.lost], [[], []]);
  });

  it('waits for the beat of a window on another machine, whatever its clock says', async () => {
    const far = open(new Machine('laptop'));
    const near = open();
    await far.windows.claim(turn, 'watch');
    await near.windows.claim(other, 'watch');
    machine.ended.add(far.process);
    await pass(60_000, far, near);
    assert.deepEqual([...(await near.windows.claimedElsewhere())], [turn]);
    await pass(25_000, near);
    assert.deepEqual([...(await near.windows.claimedElsewhere())], []);
  });

  it('knows a window by its beat when its process id belongs to another process now', async () => {
    const before = open();
    await before.windows.claim(turn, 'watch');
    // Not disposed: killed. Its process id is in use again, by nothing of ours.
    const two = open();
    await two.windows.claim(other, 'watch');
    await pass(25_000, two);
    assert.equal(await two.windows.claim(turn, 'watch'), true);
  });

  it('knows that a window under its own process id has ended', async () => {
    const before = open();
    await before.windows.claim(turn, 'watch');
    const clock = new FakeClock();
    const processes = machine.processes(before.process);
    const windowId = '01h00000000000000000000009';
    const after = new OpenWindows({ files, folder, windowId, clock, processes });
    assert.equal(await after.claim(turn, 'watch'), true);
  });

  it('is gone from the list when it is closed, with nothing left', async () => {
    const one = open();
    const two = open();
    await one.windows.claim(turn, 'watch');
    assert.equal(await two.windows.hasOtherWindows(), true);
    await one.windows.close();
    assert.equal(await two.windows.hasOtherWindows(), false);
    assert.equal(await one.windows.claim(turn, 'watch'), false);
    assert.equal(one.clock.pending, 0);
    assert.equal(files.contents.size, 0);
  });

  it('counts what it cannot read or list as another window, and claims all the same', async () => {
    const { windows } = open();
    files.write(`${folder}/01h0000000000000000000000z.json`, new TextEncoder().encode('{"v":2}'));
    assert.equal(await windows.hasOtherWindows(), true);
    files.fault = (operation) => (operation === 'list' ? 'accessDenied' : null);
    assert.equal(await windows.hasOtherWindows(), true);
    files.fault = () => 'noSpace';
    assert.equal(await windows.claim(turn, 'send'), true);
  });

  it('removes what a killed window left while it was writing, and touches no other file', async () => {
    const one = open();
    await one.windows.claim(turn, 'watch');
    const remnant = `${one.path}.7d44c0e2-0000-4000-8000-000000000000.tmp`;
    const strange = `${folder}/notes.json`;
    files.write(remnant, new Uint8Array(3));
    files.write(strange, new Uint8Array(3));
    machine.ended.add(one.process);
    const two = open();
    assert.equal(await two.windows.hasOtherWindows(), false);
    assert.deepEqual([...files.contents.keys()], [strange]);
  });

  it('renews its file every five seconds while it has a turn, and rarely otherwise', async () => {
    const { windows, clock } = open();
    const writes = (): number => files.operations.filter((operation) => operation.startsWith('replace')).length;
    await windows.claim(turn, 'watch');
    await clock.advance(50_000);
    assert.equal(writes(), 11);
    windows.release(turn);
    await settle();
    await clock.advance(600_000);
    assert.equal(writes(), 22);
  });

  it('reads only what a window wrote', () => {
    const window = { host: 'desk', process: 12, beat: 3, turns: [turn] };
    const bytes = encodeWindow(window);
    assert.deepEqual(decodeWindow(bytes), window);
    for (let index = 0; index < bytes.length; index += 1) {
      assert.equal(decodeWindow(bytes.map((byte, at) => (at === index ? byte ^ 1 : byte))), null);
    }
    for (const process of [0, -1, 1.5, Number.NaN])
      assert.equal(decodeWindow(encodeWindow({ ...window, process })), null);
    fc.assert(fc.property(fc.uint8Array(), (noise) => void decodeWindow(noise)));
    assert.equal(windowOfFile('..json'), null);
    assert.equal(windowOfRemnant('01h00000000000000000000001.json.x.tmp'), '01h00000000000000000000001');
    assert.equal(windowOfRemnant('01h00000000000000000000001.jsonl.x.tmp'), null);
  });
});
