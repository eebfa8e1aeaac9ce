import type { ChatView } from '../../src/protocol/viewState';
import {
  chatView,
  composerView,
  olympicsAnswer,
  olympicsThread,
  olympicsTrace,
  problemView,
  refusedView,
  runningView,
  turnView,
  unresolvedAnswer,
  waitingView,
} from './builders';
import { formulaAnswer } from './formulaAnswer';
import { treeStates } from './treeStates';
import { writingStates } from './writingStates';
import { longReport } from './longReport';

const secondQuestion = { id: 'turn-medals', question: 'How many medals did they win?' };
const thirdQuestion = { id: 'turn-second', question: 'How does that compare to the second place country?' };

/** Every state that the chat can be in, by name. */
export const states: Readonly<Record<string, ChatView>> = {
  'first run': chatView([], { key: 'missing' }),
  'new thread': chatView(),
  'new thread with context': chatView([], { contexts: [{ id: 'c1', title: 'docs/notes.md:3-9' }] }),
  answered: chatView([turnView({ contexts: [{ id: 'c1', title: 'docs/notes.md:3-9' }], trace: olympicsTrace })]),
  'inline elements': chatView([
    turnView({
      condition: olympicsAnswer({
        body: 'CO<sub>2</sub> rose by 10<sup>3</sup> units, <mark>which is a lot</mark> [1].<br>Press <kbd>Ctrl</kbd>+<kbd>C</kbd>, <del>not</del> <b>now</b>, in <code>a&lt;b</code>.\n\n| H<sub>2</sub>O | <kbd>F5</kbd> |\n|--|--|\n| <mark>a [1]</mark> | x<sup>n</sup> |',
      }),
    }),
  ]),
  'several turns': chatView([
    turnView(),
    turnView({
      ...secondQuestion,
      siblings: { position: 2, count: 3, previousTurnId: 'other-1', nextTurnId: 'other-3', comparable: false },
      condition: olympicsAnswer({
        body: 'Norway won **41 medals** in total: 18 gold, 12 silver and 11 bronze [1].',
        confidence: { level: 'medium', word: 'medium' },
        duration: '22 s',
      }),
    }),
    turnView({
      ...thirdQuestion,
      engine: { kind: 'research', name: 'lite' },
      price: '$0.005',
      condition: olympicsAnswer({
        body: 'The United States came second with 33 medals, eight fewer [2].',
        confidence: null,
        reasoning: [],
        duration: '12 s',
      }),
    }),
  ]),
  'unresolved markers': chatView([turnView({ condition: unresolvedAnswer() })]),
  formulas: chatView([turnView({ condition: olympicsAnswer({ body: formulaAnswer }) })]),
  sending: chatView([turnView({ condition: { state: 'sending' } })], { waits: 'forAnswer' }),
  running: chatView([turnView(), turnView({ ...secondQuestion, trace: olympicsTrace, condition: runningView() })], {
    waits: 'forAnswer',
  }),
  queued: chatView(
    [
      turnView({ condition: runningView({ status: 'Queued', meter: null, readSample: [] }) }),
      turnView({
        ...secondQuestion,
        condition: waitingView({ text: 'Will be sent when the answer above arrives.', canSend: false }),
      }),
    ],
    { waits: 'forAnswer' },
  ),
  waiting: chatView([turnView({ condition: waitingView() })]),
  detached: chatView([
    turnView({
      condition: {
        state: 'detached',
        problem: problemView({
          title: 'Not watched',
          explanation: 'The run continues at Parallel and may be billed.',
          detail: null,
          actions: ['watchAgain', 'openPlatform'],
        }),
      },
    }),
  ]),
  unconfirmed: chatView([
    turnView({
      condition: {
        state: 'unconfirmed',
        problem: problemView({
          title: 'The connection broke while the question was being sent',
          explanation: 'The run may have started, and may be billed. It is not sent again by itself.',
          detail: 'read ECONNRESET',
          actions: ['openPlatform', 'adoptRun', 'retry'],
        }),
      },
    }),
  ]),
  adopted: chatView([turnView({ notes: ['Added by run ID. It continues earlier questions that could not be read.'] })]),
  failed: chatView([turnView({ condition: { state: 'failed', problem: problemView() } })]),
  refused: chatView([turnView({ condition: refusedView() })]),
  'no credit': chatView([
    turnView({
      condition: {
        state: 'failed',
        problem: problemView({
          title: 'Not enough credit',
          explanation: 'Your Parallel account does not have the credit for this run. Nothing was billed.',
          actions: ['addCredit', 'chooseProcessor'],
        }),
      },
    }),
  ]),
  'key refused': chatView(
    [
      turnView({
        condition: {
          state: 'failed',
          problem: problemView({
            title: 'The API key was rejected',
            explanation: 'Nothing was sent to a run, so nothing was billed.',
            detail: null,
            actions: ['setApiKey', 'retry'],
          }),
        },
      }),
    ],
    { key: 'missing' },
  ),
  report: chatView([
    turnView({
      question: 'Map the competitive landscape of autonomous vehicle companies',
      engine: { kind: 'research', name: 'ultra-fast' },
      price: '$0.30',
      condition: longReport,
    }),
  ]),
  branching: chatView([turnView()], {
    aim: { kind: 'branch', question: 'Which country won the most Winter Olympics gold medals in 2026?' },
    contexts: [
      { id: 'c1', title: 'docs/notes.md:3-9' },
      { id: 'c2', title: 'a/very/long/path/to/some/document/that/does/not/fit/anywhere.md' },
    ],
  }),
  emulator: {
    ...chatView([turnView()]),
    composer: composerView({ service: { host: '127.0.0.1:8787', kind: 'emulator' } }),
  },
  'other service': {
    thread: olympicsThread,
    turns: [turnView({ question: null, engine: { kind: 'research', name: '' }, price: null })],
    writing: {},
    map: null,
    composer: composerView({ service: { host: 'research.example.com', kind: 'other' } }),
  },
  'no usable server': {
    ...chatView([turnView()]),
    composer: composerView({
      key: 'unknown',
      service: {
        kind: 'unusable',
        problem:
          'The address in the setting researchThreads.apiBaseUrl can’t be used. It must start with https://. Nothing is sent until it’s fixed.',
      },
    }),
  },
  ...writingStates,
  ...treeStates,
};
