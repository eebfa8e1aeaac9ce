import type { ChatView } from '../../src/protocol/viewState';
import { chatView, olympicsAnswer, problemView, runningView, turnView, waitingView } from './builders';

const question = 'Which country won the most Winter Olympics gold medals in 2026?';
const second = { id: 'turn-medals', question: 'How many medals did they win?' };
const failed = { id: 'turn-budget', question: 'How does that compare to the second place country?' };

const suggestions = [
  'How do Norway and the United States differ?',
  'What would confirm this answer?',
  'Tell me more about the medal table of the host country.',
];

/** What branches, rewording, limits and budgets look like. */
export const treeStates: Readonly<Record<string, ChatView>> = {
  'waiting to be sent': chatView(
    [
      turnView({ condition: runningView() }),
      turnView({
        ...second,
        condition: waitingView({ text: 'Will be sent when the answer above arrives.', canSend: false }),
      }),
    ],
    { waits: 'forAnswer' },
  ),
  'editing a question': chatView([turnView(), turnView({ ...second, condition: olympicsAnswer() })], {
    aim: { kind: 'edit', turnId: 'turn-gold', question, unsent: false },
    parentTurnId: null,
  }),
  'editing a question that was not sent': chatView([turnView(), turnView({ ...second, condition: waitingView() })], {
    aim: { kind: 'edit', turnId: second.id, question: second.question, unsent: true },
  }),
  'comparable siblings': chatView([
    turnView({
      siblings: { position: 2, count: 2, previousTurnId: 'other', nextTurnId: null, comparable: true },
      scope: 'only olympics.com, en.wikipedia.org · since 2026-01-31',
    }),
    turnView({ ...second, notes: ['Sent without the context of earlier questions.'] }),
  ]),
  notes: chatView(
    [
      turnView(),
      turnView({
        ...second,
        notes: [
          'Added by run ID.',
          '3 earlier questions and their answers went along inside this one. The earliest of these answers was shortened to fit. 2 did not fit and stayed out.',
        ],
      }),
    ],
    { contextNote: 'Earlier questions and answers go along inside the question, as far as they fit.' },
  ),
  suggestions: chatView([turnView({ condition: olympicsAnswer({ suggestions }) })], {
    spent: '$0.025 in this thread · $0.31 today',
  }),
  scope: chatView([turnView()], {
    scope: 'only arxiv.org, nature.com, science.org · since 2026-01-31 · from Germany',
    contexts: [{ id: 'c1', title: 'docs/notes.md:3-9' }],
    spent: '$0.025 in this thread · $0.31 today',
  }),
  'almost full': chatView([turnView()], { room: 14 }),
  'too long': chatView([turnView()], { room: -1_240, contexts: [{ id: 'c1', title: 'src/very-long-file.ts' }] }),
  'budget reached': chatView([
    turnView(),
    turnView({
      ...failed,
      condition: {
        state: 'failed',
        problem: problemView({
          title: 'Over budget',
          explanation: 'Your budget blocks this question. Nothing was started and nothing is billed.',
          detail: '$4.98 of $5.00 were spent today',
          actions: ['changeBudget', 'retry', 'chooseProcessor'],
        }),
      },
    }),
  ]),
  'context refused': chatView([
    turnView(),
    turnView({
      ...second,
      condition: {
        state: 'failed',
        problem: problemView({
          title: 'The earlier turns cannot be continued',
          explanation:
            'Parallel does not know their context, or this account keeps none (Zero Data Retention). The earlier questions and answers can go along inside the question instead, here and for the rest of this thread. Nothing was started and nothing is billed.',
          detail: null,
          actions: ['carryContext', 'retry', 'showLog'],
        }),
      },
    }),
  ]),
};
