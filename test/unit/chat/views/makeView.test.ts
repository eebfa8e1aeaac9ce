import assert from 'node:assert/strict';
import { writeMarkdown } from '../../../../src/markdown/writeMarkdown';
import { localizeWith } from '../../../../src/base/localize';
import type { Answer } from '../../../../src/research/answer/answer';
import type { ThreadEvent } from '../../../../src/research/thread/events';
import type { AttemptId } from '../../../../src/research/thread/ids';
import { failure } from '../../../../src/research/thread/failure';
import type { Thread } from '../../../../src/research/thread/thread';
import type { ChatSituation } from '../../../../src/chat/chatSituation';
import { ChatViewMaker, type SettledView } from '../../../../src/chat/views/makeView';
import type { AnsweredView, ConditionView, TurnView } from '../../../../src/protocol/viewState';
import {
  adopted,
  answered,
  asked,
  news,
  norway,
  quick,
  sent,
  situation,
  threadOf,
  turn,
  writing,
} from '../../protocol/threads';

const localize = localizeWith({});

function view(thread: Thread | null, more: Partial<ChatSituation> = {}): SettledView {
  return new ChatViewMaker(localize).make(situation(thread, more));
}

function lastTurn(chat: SettledView): TurnView {
  const last = chat.turns.at(-1);
  assert(last);
  return last;
}

function condition<State extends ConditionView['state']>(
  chat: SettledView,
  state: State,
): Extract<ConditionView, { state: State }> {
  const found = lastTurn(chat).condition;
  assert.equal(found.state, state);
  return found as Extract<ConditionView, { state: State }>;
}

describe("The chat's view", () => {
  it('of a new thread is a composer with all eighteen processors, their prices and times', () => {
    const { thread, turns, composer } = view(null);
    assert.equal(thread, null);
    assert.deepEqual(turns, []);
    assert.equal(composer.processors.length, 18);
    assert.deepEqual(composer.processors[5], { name: 'core-fast', price: '$0.025', usualTime: '15–100 s' });
  });

  it('shows the turns from the first question to the leaf, and what each cost and took', () => {
    const chat = view(threadOf(...answered('a'), ...answered('b', 'a')));
    assert.deepEqual(
      chat.turns.map(({ question }) => question),
      ['Question a?', 'Question b?'],
    );
    assert.equal(lastTurn(chat).price, '$0.025');
    assert.equal(condition(chat, 'answered').duration, '2 s');
    assert.equal(chat.composer.parentTurnId, turn('b'));
  });

  it('switches between branches by the newest leaf of each', () => {
    const thread = threadOf(...answered('a'), ...answered('b', 'a'), ...answered('c', 'b'), ...answered('d', 'a'));
    const siblings = { position: 2, count: 2, previousTurnId: turn('c'), nextTurnId: null, comparable: true };
    assert.deepEqual(lastTurn(view(thread)).siblings, siblings);
  });

  it('offers to compare a turn that is answered with another one that is, and no other', () => {
    const comparable = (name: string, ...events: readonly ThreadEvent[]): boolean | undefined =>
      lastTurn(view(threadOf(...events), { leafId: turn(name) })).siblings?.comparable;
    const both = [...answered('a'), ...answered('b')];
    assert.deepEqual([comparable('a', ...both), comparable('b', ...both)], [true, true]);
    const failed = news('b', { kind: 'failed', failure: failure('runFailed') });
    const one = [...answered('a'), asked('b'), failed];
    assert.deepEqual([comparable('a', ...one), comparable('b', ...one)], [false, false]);
    const third = [...both, ...writing('c', null, 'So')];
    assert.deepEqual([comparable('a', ...third), comparable('c', ...third)], [true, false]);
  });

  it('counts the pages of a running turn, and says when it waits for the connection', () => {
    const progress = { meter: 40, sourcesConsidered: 12, sourcesRead: 4, readSample: ['https://example.org'] };
    const news1 = news('a', { kind: 'progressed', trace: [], progress });
    const thread = threadOf(asked('a'), ...sent('a'), news1);
    assert.equal(condition(view(thread), 'running').status, 'Read 4 of 12 pages');
    const interrupted = view(thread, { activity: () => ({ underWay: true, problem: failure('unreachable') }) });
    assert.equal(
      condition(interrupted, 'running').status,
      'No connection. The run goes on, and its answer will be fetched.',
    );
  });

  it('says how many steps of a run are not shown', () => {
    const step = { kind: 'search', message: 'Looking', timestamp: null };
    const told = news('a', { kind: 'progressed', trace: [step], progress: null, omittedSteps: 1234 });
    const { trace } = lastTurn(view(threadOf(asked('a'), ...sent('a'), told)));
    assert.deepEqual(
      trace.map(({ message }) => message),
      ['Looking', 'and 1,234 more steps'],
    );
  });

  it('says when the server has a problem while a run goes on', () => {
    const activity = () => ({ underWay: true, problem: failure('rateLimited') });
    const thread = threadOf(asked('a'), ...sent('a'));
    assert.match(condition(view(thread, { activity }), 'running').status, /server has a problem.*run goes on/);
  });

  it('says of a turn that it was added by its run id, and when it continues what could not be read', () => {
    const notesOf = (earlierMissing: boolean): readonly string[] =>
      lastTurn(view(threadOf(adopted('a', earlierMissing)))).notes;
    assert.deepEqual(notesOf(false), ['Added by run ID.']);
    assert.match(notesOf(true)[0] ?? '', /earlier questions that could not be read/);
    assert.deepEqual(lastTurn(view(threadOf(asked('a')))).notes, []);
  });

  it('offers to find the run of a question that may have arrived before it offers to pay again', () => {
    const lost = view(threadOf(asked('a'), news('a', { kind: 'unconfirmed', detail: null })));
    assert.deepEqual(condition(lost, 'unconfirmed').problem.actions, ['openPlatform', 'adoptRun', 'retry']);
  });

  it('tells a follow-up that waits for its parent from one that waits for the person', () => {
    const waiting = condition(view(threadOf(asked('a'), ...sent('a'), asked('b', 'a'))), 'waiting');
    assert.deepEqual(waiting, {
      state: 'waiting',
      text: 'Will be sent when the answer above arrives.',
      canSend: false,
      canChange: true,
    });
    const activity = () => ({ underWay: false, problem: null });
    const restarted = view(threadOf(...answered('a'), asked('b', 'a')), { activity });
    assert.equal(condition(restarted, 'waiting').canSend, true);
    const failed = news('a', { kind: 'failed', failure: failure('runFailed') });
    const parentFailed = view(threadOf(asked('a'), ...sent('a'), failed, asked('b', 'a')));
    assert.match(condition(parentFailed, 'waiting').text, /has no answer/);
    const edited = condition(view(threadOf(...answered('a'), asked('b', 'a'))), 'waiting');
    assert.deepEqual([edited.text, edited.canSend], ['Will be sent when it has been edited.', false]);
  });

  it('offers to send a question that waits for the person as soon as the answer above it is there', () => {
    const maker = new ChatViewMaker(localize);
    const activity = () => ({ underWay: false, problem: null });
    const waitingIn = (thread: Thread) => condition(maker.make(situation(thread, { activity })), 'waiting');
    const running = threadOf(asked('a'), ...sent('a'), asked('b', 'a'));
    assert.deepEqual(waitingIn(running), {
      state: 'waiting',
      text: 'This question wasn’t sent. It can be sent when the answer above arrives.',
      canSend: false,
      canChange: true,
    });
    const { attempt } = threadOf(...answered('a')).turns.get(turn('a')) ?? {};
    const parent = running.turns.get(turn('a'));
    assert(parent && attempt);
    // The turn that waits stays the very same when only the turn above it changes.
    const done = { ...running, turns: new Map(running.turns).set(turn('a'), { ...parent, attempt }) };
    assert.deepEqual(waitingIn(done), {
      state: 'waiting',
      text: 'This question was not sent yet.',
      canSend: true,
      canChange: true,
    });
  });

  it('says in the composer whether the next question waits for an answer or first for the person', () => {
    const waits = (underWay: boolean, ...events: readonly ThreadEvent[]): SettledView['composer']['waits'] =>
      view(threadOf(...events), { activity: () => ({ underWay, problem: null }) }).composer.waits;
    assert.equal(waits(false, ...answered('a')), null);
    assert.equal(waits(true, asked('a'), ...sent('a')), 'forAnswer');
    assert.equal(waits(true, asked('a'), ...sent('a'), asked('b', 'a')), 'forAnswer');
    assert.equal(waits(false, ...answered('a'), asked('b', 'a')), 'forPerson');
    assert.equal(waits(false, asked('a'), news('a', { kind: 'unconfirmed', detail: null })), 'forPerson');
    const stopped = news('a', { kind: 'detached', failure: null });
    assert.equal(waits(false, asked('a'), ...sent('a'), stopped), 'forPerson');
    const failed = news('a', { kind: 'failed', failure: failure('runFailed') });
    assert.equal(waits(false, asked('a'), ...sent('a'), failed), null);
  });

  it('shows confidence as the API gave it, and the least one for several fields', () => {
    const confidenceOf = (...words: (string | null)[]): Pick<AnsweredView, 'confidence' | 'confidenceSummary'> => {
      const basis = words.map((word, index) => ({
        field: `f${index}`,
        reasoning: '',
        citations: [],
        confidence: word,
      }));
      const answer: Answer = { type: 'json', content: { f0: 'x', f1: 'y' }, basis };
      const { confidence, confidenceSummary } = condition(view(threadOf(...answered('a', null, answer))), 'answered');
      return { confidence, confidenceSummary };
    };
    assert.deepEqual(confidenceOf(null), { confidence: null, confidenceSummary: null });
    assert.deepEqual(confidenceOf('High'), { confidence: { level: 'high', word: 'High' }, confidenceSummary: null });
    assert.deepEqual(confidenceOf('high', 'low', 'high'), {
      confidence: { level: 'low', word: 'low' },
      confidenceSummary: '2 high · 1 low',
    });
    assert.deepEqual(confidenceOf('certain').confidence, { level: null, word: 'certain' });
  });

  it('shows a quick answer with its model, its price and when it began, and once it is complete the answer', () => {
    const arriving = view(threadOf(...writing('a', null, 'Nor')));
    assert.deepEqual(lastTurn(arriving).engine, { kind: 'quick', name: 'lite' });
    assert.equal(lastTurn(arriving).price, '$0.005');
    assert.deepEqual(condition(arriving, 'writing'), { state: 'writing', since: 1_001_000 });
    const end = news('a', { kind: 'completed', interactionId: null, answer: norway });
    const complete = condition(view(threadOf(...writing('a', null, 'Nor'), end)), 'answered');
    assert.deepEqual(
      [writeMarkdown(complete.blocks), complete.duration, complete.sources.length],
      ['Norway won 18 [1].', '2 s', 1],
    );
  });

  it('keeps what had arrived when a quick answer broke off, and says what that means for money', () => {
    const lost = news('a', { kind: 'lost', detail: 'reset' });
    const { text, problem } = condition(view(threadOf(...writing('a', null, 'Nor'), lost)), 'lost');
    assert.deepEqual([text, problem.title, problem.detail], ['Nor', 'The answer broke off', 'reset']);
    assert.match(problem.explanation, /may be billed/);
    assert.deepEqual(problem.actions, ['retry']);
    const nothing = condition(view(threadOf(asked('a', null, quick), lost)), 'lost');
    assert.deepEqual([nothing.text, nothing.problem.title], ['', 'No answer arrived']);
  });

  it('shows where the research of a turn was to look', () => {
    const scope = { include: ['arxiv.org'], exclude: [], after: '2026-01-31', location: null };
    const limited = asked('a', null, { kind: 'research', processor: 'pro', scope });
    assert.equal(lastTurn(view(threadOf(limited))).scope, 'only arxiv.org · since 2026-01-31');
    assert.equal(lastTurn(view(threadOf(asked('a')))).scope, null);
  });

  it('lets a question be changed until it was sent once', () => {
    const failed = news('a', { kind: 'failed', failure: failure('runFailed') });
    const again: ThreadEvent = {
      kind: 'askedAgain',
      turnId: turn('a'),
      attemptId: 'attempt-a2' as AttemptId,
      request: quick,
    };
    assert.equal(condition(view(threadOf(asked('a'))), 'waiting').canChange, true);
    assert.equal(condition(view(threadOf(asked('a'), ...sent('a'), failed, again)), 'waiting').canChange, false);
  });

  it('says of a budget that was reached that the limit is the person’s own', () => {
    const refused = news('a', { kind: 'failed', failure: failure('budgetReached', { detail: '$1.00 a day' }) });
    const { problem } = condition(view(threadOf(asked('a'), refused)), 'failed');
    assert.match(problem.explanation, /Your budget.*nothing is billed/);
    assert.deepEqual([problem.actions[0], problem.detail], ['changeBudget', '$1.00 a day']);
  });

  it('shows the turns above one that was given up, and asks below them', () => {
    const dropped: ThreadEvent = { kind: 'dropped', turnId: turn('b') };
    const thread = threadOf(...answered('a'), asked('b', 'a'), dropped);
    const chat = view(thread, { leafId: turn('b') });
    assert.deepEqual([chat.turns.map(({ id }) => id), chat.composer.parentTurnId], [[turn('a')], turn('a')]);
    assert.equal(chat.composer.contextNote, null);
  });

  it('keeps the view of a turn for as long as nothing about it changes', () => {
    const maker = new ChatViewMaker(localize);
    const thread = threadOf(...answered('a'), asked('b', 'a'), ...sent('b'));
    const before = maker.make(situation(thread));
    const problem = failure('unreachable');
    const activity: ChatSituation['activity'] = (id) => ({
      underWay: true,
      problem: id === turn('b') ? problem : null,
    });
    const after = maker.make(situation(thread, { activity }));
    assert.equal(after.turns[0], before.turns[0]);
    assert.notEqual(after.turns[1], before.turns[1]);
    assert.equal(maker.sourcesOf(norway), maker.sourcesOf(norway));
  });

  it('says of a refused question when it can be sent again, and whether it will be', () => {
    const refused = news('a', { kind: 'failed', failure: failure('rateLimited', { retryAfterSeconds: 30 }) });
    const thread = threadOf(asked('a'), ...sent('a').slice(0, 1), refused);
    const { failedAt } = thread.turns.get(turn('a'))?.attempt.condition as { failedAt: number };
    const free = condition(view(thread), 'failed');
    assert.deepEqual(free.limit, { until: failedAt + 30_000, sendsItself: false });
    assert.deepEqual(free.problem.actions, ['sendWhenFree', 'retry']);
    const sendsAt = failedAt + 31_000;
    const activity = () => ({ underWay: false, problem: null, sendsAt });
    const wished = condition(view(thread, { activity }), 'failed');
    assert.deepEqual(wished.limit, { until: sendsAt, sendsItself: true });
    assert.deepEqual(wished.problem.actions, ['dontSend']);
    const other = news('a', { kind: 'failed', failure: failure('noCredit') });
    assert(!('limit' in condition(view(threadOf(asked('a'), other)), 'failed')));
  });

  it('says of a run that nobody watches, and of a question that may have been sent, that it may be billed', () => {
    const detached = threadOf(asked('a'), ...sent('a'), news('a', { kind: 'detached', failure: null }));
    assert.match(condition(view(detached), 'detached').problem.explanation, /continues and may be billed/);
    const lost = news('a', { kind: 'unconfirmed', detail: 'reset' });
    const unconfirmed = threadOf(asked('a'), ...sent('a').slice(0, 1), lost);
    const { problem } = condition(view(unconfirmed), 'unconfirmed');
    assert.match(problem.explanation, /The connection broke.*may have started and may be billed/);
  });

  it('says of a question that the server had a problem with which error that was, and of no broken connection', () => {
    const about = { detail: 'HTTP 500: Out of order.', status: 500 };
    const refused = threadOf(asked('a'), ...sent('a').slice(0, 1), news('a', { kind: 'unconfirmed', ...about }));
    const research = condition(view(refused), 'unconfirmed').problem;
    const quickly = threadOf(asked('a', null, quick), news('a', { kind: 'lost', ...about }));
    const quickAnswer = condition(view(quickly), 'lost').problem;
    for (const problem of [research, quickAnswer]) {
      assert.equal(problem.title, 'The server reported an error (HTTP 500)');
      assert.match(problem.explanation, /may be billed/);
      assert.doesNotMatch(problem.explanation, /connection/);
      assert.equal(problem.detail, about.detail);
    }
    assert.deepEqual(research.actions, ['openPlatform', 'adoptRun', 'retry']);
  });
});
