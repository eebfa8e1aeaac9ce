import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failure } from '../../../../src/research/thread/failure';
import type { AttemptId, ThreadId, TurnId } from '../../../../src/research/thread/ids';
import { reduceThread } from '../../../../src/research/thread/reduce';
import type { Thread } from '../../../../src/research/thread/thread';
import type { TurnAddress } from '../../../../src/runs/send/question';
import { carryContext, carryingOverhead, withCarriedContext } from '../../../../src/runs/send/carriedContext';
import { longestQuestion } from '../../../../src/runs/send/input';
import { ResearchRuns } from '../../../../src/runs/researchRuns';
import { FakeClock, settle } from '../../fakeClock';
import {
  completed,
  countingIds,
  FakeApi,
  MemoryClaims,
  MemoryLog,
  quick,
  research,
  textAnswer,
  unhindered,
} from '../fakes';

const id = (number: number): TurnId => `turn${number}` as TurnId;

/** A thread whose turns stand below each other; null for one that failed. */
function chain(turns: readonly { readonly question: string; readonly answer: string | null }[]): Thread {
  let clock = 0;
  const stamp = () => ({ writer: 'w', sequence: (clock += 1), clock, at: clock });
  const events = turns.flatMap(({ question, answer }, place) => {
    const about = { turnId: id(place), attemptId: `attempt${place}` as AttemptId };
    const parentId = place === 0 ? null : id(place - 1);
    const asked = { kind: 'asked', ...about, parentId, question, context: [], request: quick() } as const;
    const end =
      answer === null
        ? ({ kind: 'failed', ...about, failure: failure('serverError') } as const)
        : ({ kind: 'completed', ...about, interactionId: null, answer: textAnswer(answer) } as const);
    return [
      { event: asked, stamp: stamp() },
      { event: end, stamp: stamp() },
    ];
  });
  const thread = reduceThread('thread' as ThreadId, events);
  assert(thread);
  return thread;
}

const words = fc
  .array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 400 })
  .map((parts) => parts.join(' '));
const anyTurn = fc.record({ question: words.map((text) => text.slice(0, 300)), answer: fc.option(words, { freq: 5 }) });

describe('Context that goes along inside a question', () => {
  it('is never longer than its room, in order, the latest first, whole but for the earliest', () => {
    fc.assert(
      fc.property(
        fc.array(anyTurn, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: -100, max: 12_000 }),
        (turns, room) => {
          const carried = carryContext(chain(turns), id(turns.length - 1), room);
          const text = withCarriedContext('Q', carried);
          assert.ok(text.length <= Math.max(0, room) + carryingOverhead + 1, `${text.length} in ${room}`);
          const answered = turns.flatMap(({ answer }, place) => (answer === null ? [] : [place]));
          const expected = answered.slice(answered.length - carried.turns.length);
          assert.deepEqual(
            carried.turns.map(({ turnId }) => turnId),
            expected.map(id),
          );
          assert.ok(carried.turns.slice(1).every(({ whole }) => whole));
          const said = carried.messages.map((message) => message.text);
          carried.turns.forEach(({ whole }, index) => {
            const { question, answer } = turns[expected[index] ?? -1] ?? { question: '', answer: '' };
            assert.equal(said[2 * index], question);
            if (whole) assert.equal(said[2 * index + 1], answer);
            else {
              const [part = ''] = (said[2 * index + 1] ?? '').split('\n\n[The rest of this answer is left out.]');
              assert.ok(answer?.startsWith(part));
              assert.doesNotMatch(part, /[\uD800-\uDBFF]$/);
            }
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('marks an answer that was shortened, where it was and in the list', () => {
    const long = 'A sentence of the answer. '.repeat(100);
    const { messages, turns } = carryContext(chain([{ question: 'Who?', answer: long }]), id(0), 1_000);
    assert.deepEqual(turns, [{ turnId: id(0), whole: false }]);
    assert.match(messages[1]?.text ?? '', /\w\.?\n\n\[The rest of this answer is left out\.\]$/);
  });

  describe('of a thread whose account keeps no interactions', () => {
    let log: MemoryLog;
    let api: FakeApi;
    let runs: ResearchRuns;
    const clock = new FakeClock();

    beforeEach(() => {
      const newId = countingIds();
      log = new MemoryLog(() => clock.now(), newId);
      api = new FakeApi();
      const claims = new MemoryClaims().of('one');
      const { threadsThatMention } = log;
      const reportProblem = (text: string): void => assert.fail(text);
      const random = (): number => 0.5;
      const options = {
        log,
        api,
        claims,
        threadsThatMention,
        ...unhindered,
        clock,
        newId,
        random,
        reportProblem,
      };
      runs = new ResearchRuns(options);
    });

    async function ask(text: string, parent: TurnAddress | null, request = research()): Promise<TurnAddress> {
      const place = { threadId: parent?.threadId ?? null, parentId: parent?.turnId ?? null };
      const asked = await runs.ask({ ...place, text, request, context: [] });
      assert(asked.ok);
      await settle();
      return asked.value;
    }

    async function firstAnswered(answer: string): Promise<TurnAddress> {
      const first = await ask('Who won?', null);
      api.lastStream.send(completed(1, answer));
      api.lastStream.end();
      await settle();
      await log.append(first.threadId, { kind: 'carriesContext', carries: true });
      return first;
    }

    const attempt = ({ threadId, turnId }: TurnAddress) => log.get(threadId)?.turns.get(turnId)?.attempt;

    it('stands before the question in the input of a run, instead of an interaction, and is recorded', async () => {
      const first = await firstAnswered('Norway.');
      const second = await ask('How many?', first);
      const { input, previousInteractionId } = api.created[1] ?? {};
      assert.equal(previousInteractionId, null);
      assert.match(
        input ?? '',
        /Question:\nWho won\?\n\nAnswer:\nNorway\.\n\nThe question to answer now:\n\nHow many\?$/,
      );
      assert.deepEqual(attempt(second)?.carried, [{ turnId: first.turnId, whole: true }]);
      assert.equal(attempt(second)?.previousInteractionId, null);
    });

    it('are the messages before the question of a quick answer', async () => {
      const first = await firstAnswered('Norway.');
      const second = await ask('How many?', first, quick());
      assert.deepEqual(api.lastAnswer.question.messages, [
        { role: 'user', text: 'Who won?' },
        { role: 'assistant', text: 'Norway.' },
        { role: 'user', text: 'How many?' },
      ]);
      assert.deepEqual(attempt(second)?.carried, [{ turnId: first.turnId, whole: true }]);
    });

    it('is shortened to what a question may have, and says so', async () => {
      const first = await firstAnswered('Norway won. '.repeat(4_000));
      const second = await ask('How many?', first);
      const { length } = api.created[1]?.input ?? '';
      assert.ok(length <= longestQuestion && length > longestQuestion - 1_000, String(length));
      assert.deepEqual(attempt(second)?.carried, [{ turnId: first.turnId, whole: false }]);
    });

    it('is nothing where the question itself takes all the room', async () => {
      const first = await firstAnswered('Norway.');
      const second = await ask('x'.repeat(longestQuestion), first);
      assert.equal(api.created[1]?.input.length, longestQuestion);
      assert.deepEqual(attempt(second)?.carried, []);
    });
  });
});
