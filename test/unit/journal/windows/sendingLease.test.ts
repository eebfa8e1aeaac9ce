import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SendingLease } from '../../../../src/journal/windows/sendingLease';
import { FakeClock, settle } from '../../fakeClock';
import { MemoryFiles } from '../memoryFiles';

const folder = '/global/sending';
const forever = new AbortController().signal;

describe('the lease for sending', () => {
  let files: MemoryFiles;
  let ended: Set<number>;
  let count: number;

  beforeEach(() => {
    files = new MemoryFiles();
    ended = new Set();
    count = 0;
  });

  interface TestWindow {
    readonly lease: SendingLease;
    readonly clock: FakeClock;
    readonly process: number;
    readonly path: string;
  }

  /** Each window has a clock of its own, which goes wrong by hours. */
  function open(host = 'desk'): TestWindow {
    count += 1;
    const clock = new FakeClock(Date.UTC(2026, 1, 23) + count * 7_200_000);
    // The later window has the smaller id.
    const windowId = `01h000000000000000000000${String(90 - count)}`;
    const processes = { host, own: count, exists: (process: number) => !ended.has(process) };
    const lease = new SendingLease({ files, folder, windowId, clock, processes });
    return { lease, clock, process: count, path: `${folder}/${windowId}.json` };
  }

  /** Lets the same time pass for all. */
  async function pass(milliseconds: number, ...all: readonly TestWindow[]): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 25) {
      for (const { clock } of all) await clock.advance(25);
    }
  }

  /** A window that has the lease until it is told to let go. */
  function take({ lease }: TestWindow, signal = forever) {
    const state = { isHolding: false, letGo: (): void => undefined, isHeld: () => Promise.resolve(false) };
    const outcome = lease.hold(signal, (held) => {
      state.isHolding = true;
      state.isHeld = () => held.isHeld();
      return new Promise<void>((resolve) => {
        state.letGo = () => {
          state.isHolding = false;
          resolve();
        };
      });
    });
    return Object.assign(state, { outcome });
  }

  it('is one window’s at a time, in the order in which they came, and leaves nothing behind', async () => {
    const [one, two, three] = [open(), open(), open()];
    const first = take(one);
    await pass(50, one);
    const second = take(two);
    await pass(50, two);
    const third = take(three);
    await pass(100, one, two, three);
    assert.deepEqual([first.isHolding, second.isHolding, third.isHolding], [true, false, false]);
    first.letGo();
    await pass(100, one, two, three);
    assert.deepEqual([first.isHolding, second.isHolding, third.isHolding], [false, true, false]);
    second.letGo();
    await pass(100, one, two, three);
    assert.deepEqual([second.isHolding, third.isHolding], [false, true]);
    third.letGo();
    await third.outcome;
    assert.deepEqual([...files.contents.keys()], []);
  });

  it('lets the questions of one window wait for each other', async () => {
    const one = open();
    const first = take(one);
    const second = take(one);
    await pass(50, one);
    assert.deepEqual([first.isHolding, second.isHolding], [true, false]);
    first.letGo();
    await pass(50, one);
    assert.equal(second.isHolding, true);
  });

  it('goes on at once when the window that had it was killed', async () => {
    const [one, two] = [open(), open()];
    take(one);
    await pass(50, one);
    const second = take(two);
    await pass(100, two);
    assert.equal(second.isHolding, false);
    ended.add(one.process);
    await pass(50, two);
    assert.equal(second.isHolding, true);
    assert.deepEqual([...files.contents.keys()], [two.path]);
  });

  it('goes on when the window that had it shows no life for ten seconds, and not before', async () => {
    const [one, two] = [open('another machine'), open()];
    const first = take(one);
    await pass(50, one);
    const second = take(two);
    await pass(9_900, two);
    assert.equal(second.isHolding, false);
    await pass(300, two);
    assert.equal(second.isHolding, true);
    assert.equal(await first.isHeld(), false);
  });

  it('stays with a window that takes long and lives', async () => {
    const [one, two] = [open(), open()];
    const first = take(one);
    await pass(50, one);
    const second = take(two);
    await pass(30_000, one, two);
    assert.deepEqual([await first.isHeld(), second.isHolding], [true, false]);
  });

  it('is given up by nobody while the machine sleeps', async () => {
    const [one, two] = [open(), open()];
    const first = take(one);
    await pass(50, one);
    const second = take(two);
    await pass(50, two);
    for (const { clock } of [two, one]) await clock.advance(1);
    files.fault = () => null;
    // The clock jumps by hours between two looks.
    const now = two.clock.now.bind(two.clock);
    two.clock.now = () => now() + 8 * 3_600_000;
    await pass(100, one, two);
    assert.deepEqual([await first.isHeld(), second.isHolding], [true, false]);
  });

  it('is not waited for any more by what was stopped', async () => {
    const [one, two] = [open(), open()];
    const first = take(one);
    await pass(50, one);
    const stop = new AbortController();
    const second = take(two, stop.signal);
    await pass(50, two);
    stop.abort();
    assert.deepEqual(await second.outcome, { ok: false, failure: { kind: 'aborted' } });
    assert.deepEqual([...files.contents.keys()], [one.path]);
    first.letGo();
    await settle();
  });

  it('says why where the windows cannot be told apart, and does nothing', async () => {
    const one = open();
    files.fault = (operation) => (operation === 'replace' ? 'noSpace' : null);
    const outcome = await one.lease.hold(forever, () => assert.fail('It has no lease.'));
    assert(!outcome.ok && outcome.failure.kind === 'broken');
  });

  it('puts up with files that make no sense until ten seconds have passed', async () => {
    const one = open();
    await files.ensureFolder(folder);
    files.write(`${folder}/01h00000000000000000000001.json`, new TextEncoder().encode('{"number":1}'));
    const first = take(one);
    await pass(9_000, one);
    assert.equal(first.isHolding, false);
    await pass(1_500, one);
    assert.equal(first.isHolding, true);
  });

  it('is never two windows’ at once, however they interleave and whoever is killed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.record({ starts: fc.nat(20), dies: fc.boolean() }), { minLength: 2, maxLength: 4 }),
        async (scheduler, plan) => {
          files = new MemoryFiles();
          ended = new Set();
          count = 0;
          const later = <Value>(what: string, operation: () => Promise<Value>): Promise<Value> =>
            scheduler.schedule(Promise.resolve(), what).then(operation);
          const real = new MemoryFiles();
          files.list = (path) => later('list', () => real.list(path));
          files.read = (...given) => later('read', () => real.read(...given));
          files.size = (path) => later('size', () => real.size(path));
          files.replace = (...given) => later('replace', () => real.replace(...given));
          files.remove = (path) => real.remove(path);
          files.ensureFolder = (path) => real.ensureFolder(path);
          let holding = 0;
          let served = 0;
          const windows = plan.map((each) => ({ ...each, window: open() }));
          const all = windows.map(async ({ window, starts, dies }) => {
            for (let turn = 0; turn < starts; turn += 1) await scheduler.schedule(Promise.resolve(), 'starts');
            const held = window.lease.hold(forever, async () => {
              holding += 1;
              served += 1;
              assert.equal(holding, 1);
              await scheduler.schedule(Promise.resolve(), 'work');
              holding -= 1;
              // Killed while it has the lease: it does nothing more.
              if (dies) {
                ended.add(window.process);
                await new Promise(() => undefined);
              }
            });
            await (dies ? Promise.race([held, gone(window)]) : held);
          });
          const progress = { isDone: false };
          void Promise.all(all).then(() => (progress.isDone = true));
          for (let turn = 0; turn < 3_000 && !progress.isDone; turn += 1) {
            if (scheduler.count() > 0) await scheduler.waitNext(1);
            else for (const { window } of windows) await window.clock.advance(25);
          }
          assert.equal(served, plan.length);
        },
      ),
      { numRuns: 150 },
    );

    async function gone({ process }: TestWindow): Promise<void> {
      while (!ended.has(process)) await settle();
    }
  });
});
