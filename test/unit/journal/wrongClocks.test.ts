import assert from 'node:assert/strict';
import fc from 'fast-check';
import { recentTime, chargesIn, chargesSince, localDayOf, spendingOf } from '../../../src/spending/charges';
import { happened } from '../research/builders';
import { keep, TestStorage, type TestWindow } from './harness';
import { MemoryFiles } from './memoryFiles';

const { asked, sending, accepted, answered } = happened;
const hour = 3_600_000;
const decades = 30 * 365 * 24 * hour;
const pinned = { kind: 'pinned', pinned: true } as const;

describe('windows whose clocks are wrong', () => {
  let storage: TestStorage;
  let right: TestWindow;
  let wrong: TestWindow;

  beforeEach(async () => {
    const files = new MemoryFiles();
    files.canWatch = false;
    storage = new TestStorage(files);
    right = await storage.open();
    wrong = await storage.open();
  });

  const answer = async (window: TestWindow, name: string): Promise<void> => {
    const threadId = window.journal.newThreadId();
    await keep(window, threadId, asked(name), sending(name), accepted(name), answered(name));
  };

  /** What a window takes to have been spent today, in mills. */
  async function today(window: TestWindow): Promise<number> {
    await window.journal.refresh();
    const summaries = await window.journal.summaries();
    const now = window.clock.now();
    const recent = chargesSince(
      summaries.flatMap(({ recentCharges }) => recentCharges),
      now - recentTime,
    );
    return spendingOf(chargesIn(recent, localDayOf(now), now)).completed.mills;
  }

  it('do not take charges out of today by a later record of theirs', async () => {
    const threadId = right.journal.newThreadId();
    await keep(right, threadId, asked('a'), sending('a'), accepted('a'), answered('a'));
    await wrong.clock.advance(decades);
    await wrong.journal.load(threadId);
    await keep(wrong, threadId, pinned);
    assert.equal(await today(right), 25);
    await right.journal.flush();
    assert.equal(await today(await storage.open()), 25);
  });

  it('have their own charges counted with today until their date is past', async () => {
    await wrong.clock.advance(48 * hour);
    await answer(wrong, 'a');
    assert.equal(await today(right), 25);
    await right.clock.advance(48 * hour);
    assert.equal(await today(right), 25);
    await right.clock.advance(24 * hour);
    assert.equal(await today(right), 0);
  });

  it('do not leave charges of today out of the index', async () => {
    await answer(right, 'a');
    await wrong.clock.advance(decades);
    await wrong.journal.summaries();
    await wrong.journal.flush();
    assert.equal(await today(await storage.open()), 25);
  });

  it('do not keep a thread on top', async () => {
    const [old, fresh] = [right.journal.newThreadId(), right.journal.newThreadId()];
    await keep(right, old, asked('a'), answered('a'));
    await wrong.clock.advance(decades);
    await wrong.journal.load(old);
    await keep(wrong, old, asked('b', 'a'));
    await right.clock.advance(hour);
    await keep(right, fresh, asked('c'));
    await right.journal.refresh();
    assert.deepEqual(
      (await right.journal.summaries()).map(({ id }) => id),
      [fresh, old],
    );
  });

  it('hide nothing of what was charged today, whatever they record and whenever', async () => {
    const step = fc.record({
      isWrong: fc.boolean(),
      isAnswer: fc.boolean(),
      thread: fc.nat(2),
      ahead: fc.integer({ min: 0, max: decades }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const files = new MemoryFiles();
        files.canWatch = false;
        const shared = new TestStorage(files);
        const window = await shared.open();
        const threadIds = [0, 1, 2].map(() => window.journal.newThreadId());
        for (const [index, { isWrong, isAnswer, thread, ahead }] of steps.entries()) {
          const actor = isWrong ? await shared.open() : window;
          if (isWrong) await actor.clock.advance(ahead);
          const threadId = threadIds[thread];
          assert(threadId);
          await actor.journal.loadFresh(threadId);
          const name = `turn ${String(index)}`;
          const events = isAnswer ? [asked(name), sending(name), accepted(name), answered(name)] : [pinned];
          await keep(actor, threadId, ...events);
          await actor.journal.flush();
        }
        const answers = steps.filter(({ isAnswer }) => isAnswer).length;
        assert.equal(await today(window), 25 * answers);
      }),
      { numRuns: 40 },
    );
  });
});
