import assert from 'node:assert/strict';
import { QuestionActions, type AskedQuestion, type AskOutcome } from '../../../src/actions/questionActions';
import { localizeWith } from '../../../src/base/localize';
import { cancelled, done, refused, type ActionOutcome } from '../../../src/base/outcome';
import { failed } from '../../../src/base/result';
import { engineOf } from '../../../src/research/engine/engine';
import type { TurnRequest } from '../../../src/research/thread/turn';
import type { ResearchRuns } from '../../../src/runs/researchRuns';
import type { TurnAddress } from '../../../src/runs/send/question';
import type { Asking } from '../../../src/spending/spendingGuard';
import { settle } from '../fakeClock';
import { type FakeApi, firstQuestion, type MemoryLog, onlyWindow, research } from '../runs/fakes';

describe('What is done with questions', () => {
  let log: MemoryLog;
  let api: FakeApi;
  let runs: ResearchRuns;
  let problems: readonly string[];
  let questions: QuestionActions;
  /** What the person was told before paying, and what they say. */
  let priced: { readonly request: TurnRequest; readonly asking: Asking }[];
  let says: ActionOutcome;

  beforeEach(() => {
    ({ log, api, runs, problems } = onlyWindow());
    priced = [];
    says = done;
    questions = new QuestionActions({
      // As an agent finds turns: by nothing but what it names.
      find: async ({ threadId, turnId }) => {
        const thread = threadId === undefined ? null : await log.load(threadId);
        const turn = turnId === undefined ? undefined : thread?.turns.get(turnId);
        return thread && turn ? { thread, turn } : null;
      },
      threads: log,
      runs,
      maySend: (_threadId, request, asking) => {
        priced.push({ request, asking });
        return Promise.resolve(says);
      },
      foreignEngine: () => ({ setting: 'a.setting', chosenBy: 'workspace', own: engineOf(research('lite')) }),
      localize: localizeWith({}),
    });
  });

  afterEach(() => assert.deepEqual(problems, []));

  const asked = (text: string, more: Partial<AskedQuestion> = {}): AskedQuestion => ({
    ...firstQuestion(text, research('core')),
    editedId: null,
    usesDefaultEngine: false,
    ...more,
  });

  function addressOf(outcome: AskOutcome): TurnAddress {
    assert(outcome.kind === 'asked', JSON.stringify(outcome));
    return outcome.address;
  }

  it('are priced before they are recorded, and sent once', async () => {
    const { threadId } = addressOf(await questions.ask(asked('Who won?')));
    await settle();
    assert.deepEqual(log.kinds(threadId), ['asked', 'sending', 'accepted']);
    assert.equal(api.created.length, 1);
    assert.deepEqual(priced[0]?.asking, { question: 'Who won?', mayBePaidTwice: false, agreed: null, foreign: null });
  });

  it('leave no trace when the person does not want to pay', async () => {
    for (says of [cancelled, refused('Too much.')]) {
      assert.deepEqual(await questions.ask(asked('Who won?')), says);
      await settle();
    }
    assert.equal(api.created.length, 0);
    assert.equal(log.attempts, 0);
  });

  it('are refused with a sentence, unpriced, when they say nothing', async () => {
    const outcome = await questions.ask(asked('  '));
    assert.equal(outcome.kind, 'refused');
    assert.deepEqual(priced, []);
  });

  it('say who chose the engine where it was a setting', async () => {
    await questions.ask(asked('Who won?', { usesDefaultEngine: true }));
    assert.equal(priced[0]?.asking.foreign?.setting, 'a.setting');
  });

  it('that wait for an answer are reworded where they are, which was agreed to', async () => {
    const parent = addressOf(await questions.ask(asked('Who won?')));
    await settle();
    const below = { threadId: parent.threadId, parentId: parent.turnId };
    const waiting = addressOf(await questions.ask(asked('How many?', below)));
    const again = addressOf(await questions.ask(asked('How many golds?', { ...below, editedId: waiting.turnId })));
    assert.deepEqual(again, waiting);
    assert.equal(log.get(parent.threadId)?.turns.get(waiting.turnId)?.question, 'How many golds?');
    assert.deepEqual(priced.at(-1)?.asking.agreed, engineOf(research('core')));
  });

  it('of a deleted thread are not asked', async () => {
    const { threadId } = addressOf(await questions.ask(asked('Who won?')));
    await log.append(threadId, { kind: 'deleted' });
    const outcome = await questions.ask(asked('How many?', { threadId }));
    assert.equal(outcome.kind, 'refused');
    assert.equal(priced.length, 1);
  });

  it('that may have been sent are sent again only after it was said that they may be paid for twice', async () => {
    api.createOutcomes.push(failed({ kind: 'unconfirmed', detail: 'reset' }));
    const address = addressOf(await questions.ask(asked('Who won?')));
    await settle();
    says = cancelled;
    assert.deepEqual(await questions.send(address, undefined), cancelled);
    assert.equal(priced.at(-1)?.asking.mayBePaidTwice, true);
    assert.equal(api.created.length, 1);
    says = done;
    assert.deepEqual(await questions.send(address, engineOf(research('lite'))), done);
    await settle();
    assert.deepEqual(priced.at(-1)?.request, research('lite'));
    assert.equal(api.created.length, 2);
  });

  it('are asked again beside themselves', async () => {
    const first = addressOf(await questions.ask(asked('Who won?')));
    await settle();
    const second = addressOf(await questions.askAgain(first));
    assert.equal(second.threadId, first.threadId);
    assert.notEqual(second.turnId, first.turnId);
    assert.equal(log.get(first.threadId)?.turns.get(second.turnId)?.question, 'Who won?');
  });

  it('that nobody knows are told of as such', async () => {
    const { threadId } = addressOf(await questions.ask(asked('Who won?')));
    const named = await questions.send({ threadId, turnId: 'x' as TurnAddress['turnId'] }, undefined);
    const unnamed = await questions.stopWatching({});
    assert.deepEqual(
      [named, unnamed].map(({ kind }) => kind),
      ['refused', 'refused'],
    );
    assert.notDeepEqual(named, unnamed);
  });
});
