import { parseMarkdown } from '../../src/markdown/parse';
import type { Inline, UnresolvedReason } from '../../src/markdown/tree';
import type {
  AnsweredView,
  ChatView,
  ComposerView,
  FailedView,
  LimitView,
  ProblemView,
  RunningView,
  SourceView,
  ThreadHeaderView,
  TurnView,
  WaitingView,
} from '../../src/protocol/viewState';
import { engineFacts, quickModels } from '../../src/research/engine/engine';
import { formatPrice, formatUsualTime, processors } from '../../src/research/engine/processor';

/** Every processor as the host describes it. */
export const processorViews = processors.map((processor) => ({
  name: processor.name,
  price: formatPrice(processor.mills),
  usualTime: formatUsualTime(processor.usualSeconds),
}));

/** Every model of quick answers as the host describes it. */
export const quickModelViews = quickModels.flatMap((name) => {
  const facts = engineFacts({ kind: 'quick', name });
  return facts ? { name, price: formatPrice(facts.mills), usualTime: formatUsualTime(facts.usualSeconds) } : [];
});

export const coreFast = { kind: 'research', name: 'core-fast' } as const;

export const olympicsThread: ThreadHeaderView = { id: 'thread-olympics', title: 'Winter Olympics 2026' };

export function composerView(overrides: Partial<ComposerView> = {}): ComposerView {
  return {
    key: 'stored',
    parentTurnId: null,
    aim: { kind: 'continue' },
    contextNote: null,
    place: 'place',
    sending: null,
    askedBelow: null,
    waits: null,
    contexts: [],
    engine: coreFast,
    processors: processorViews,
    quickModels: quickModelViews,
    scope: null,
    room: 15_000,
    spent: null,
    service: { host: 'api.parallel.ai', kind: 'official' },
    ...overrides,
  };
}

/** A thread with these turns, continued from the last one; without turns a new thread. */
export function chatView(turns: readonly TurnView[] = [], composer: Partial<ComposerView> = {}): ChatView {
  return {
    thread: turns.length === 0 ? null : olympicsThread,
    turns,
    writing: {},
    map: null,
    composer: composerView({
      place: turns.length === 0 ? 'new' : olympicsThread.id,
      parentTurnId: turns.at(-1)?.id ?? null,
      ...composer,
    }),
  };
}

export function turnView(overrides: Partial<TurnView> = {}): TurnView {
  return {
    id: 'turn-gold',
    question: 'Which country won the most Winter Olympics gold medals in 2026?',
    contexts: [],
    engine: coreFast,
    price: '$0.025',
    scope: null,
    siblings: null,
    notes: [],
    trace: [],
    condition: olympicsAnswer(),
    ...overrides,
  };
}

export function sourceView(overrides: Partial<SourceView> = {}): SourceView {
  return {
    number: 1,
    url: 'https://en.wikipedia.org/wiki/2026_Winter_Olympics_medal_table',
    title: '2026 Winter Olympics medal table',
    site: 'en.wikipedia.org',
    deceptive: false,
    excerpts: [
      'Norway finished at the top of the table with 18 gold medals, 12 silver and 11 bronze, 41 in total, over 116 events held from 6 to 22 February 2026.',
    ],
    reasoning: [],
    confidence: null,
    standing: 'cited',
    inBasis: true,
    ...overrides,
  };
}

const olympicsSources: readonly SourceView[] = [
  sourceView(),
  sourceView({
    number: 2,
    url: 'https://www.sportsmole.co.uk/winter-sports/feature/winter-olympics-medal-table-2026_591370.html',
    title: 'Winter Olympics medal table 2026: which country topped the standings in Milano Cortina?',
    site: 'sportsmole.co.uk',
    excerpts: [
      'The United States came second with 12 gold, 12 silver and 9 bronze medals.',
      'The Netherlands took third place with 10 gold medals, ahead of hosts Italy on silver medals.',
    ],
  }),
  sourceView({
    number: 3,
    url: 'https://www.outlookindia.com/sports/others/winter-olympics-2026-milano-cortina-final-medal-tally-check-full-standings',
    title: 'Winter Olympics 2026: final medal tally',
    site: 'outlookindia.com',
    excerpts: [],
    standing: 'read',
  }),
  sourceView({
    number: 4,
    url: 'https://www.olympics.com/en/olympic-games/milano-cortina-2026/medals',
    title: 'Milano Cortina 2026 medals',
    site: 'olympics.com',
    excerpts: ['Medal standings by National Olympic Committee.'],
    standing: 'read',
  }),
];

/** An answer of which the text may be given as Markdown, whose markers name the sources. */
export type AnswerParts = Partial<AnsweredView> & { readonly body?: string };

export function answeredView({ body = '', ...overrides }: AnswerParts = {}): AnsweredView {
  const numbers = new Set(overrides.sources?.map(({ number }) => number));
  return {
    state: 'answered',
    blocks: parseMarkdown(body, (number) => numbers.has(number)),
    sources: [],
    confidence: null,
    confidenceSummary: null,
    reasoning: [],
    duration: '38 s',
    suggestions: [],
    ...overrides,
  };
}

export const olympicsText =
  '**Norway** won the most gold medals at the 2026 Winter Olympics in Milano Cortina: 18 of 116 [1], six more than the United States with 12 [2].';

export function olympicsAnswer(overrides: AnswerParts = {}): AnsweredView {
  return answeredView({
    body: olympicsText,
    sources: olympicsSources,
    confidence: { level: 'high', word: 'high' },
    reasoning: [
      {
        field: 'output',
        reasoning:
          'Both medal tables agree on 18 gold medals for Norway. They were published after the closing ceremony, so the count is final.',
      },
    ],
    ...overrides,
  });
}

/** An answer with what is written like a citation and names no source for certain. */
export function unresolvedAnswer(): AnsweredView {
  const unresolved = (text: string, reason: UnresolvedReason, candidates: readonly number[] = []): Inline => {
    return { type: 'unresolved', text, numbers: [1], url: null, reason, candidates };
  };
  const text = (words: string): Inline => ({ type: 'text', text: words });
  const children = [
    ...[text('Norway won 18 '), { type: 'marker', number: 1 } as const, text(', with a 95% CI ')],
    ...[unresolved('[1, 2]', 'doubtful', [1, 2]), text(' and others '), unresolved('[9]', 'notListed'), text('.')],
  ];
  return olympicsAnswer({ blocks: [{ type: 'paragraph', children }] });
}

export function runningView(overrides: Partial<RunningView> = {}): RunningView {
  return {
    state: 'running',
    status: 'Reading 4 of 12 pages',
    since: Date.now() - 14_000,
    meter: 34,
    readSample: [
      'https://en.wikipedia.org/wiki/2026_Winter_Olympics_medal_table',
      'https://www.olympics.com/en/olympic-games/milano-cortina-2026/medals',
    ],
    ...overrides,
  };
}

export const olympicsTrace: TurnView['trace'] = [
  {
    kind: 'plan',
    message: 'Find the final medal table of the 2026 Winter Olympics and count the gold medals by country.',
  },
  { kind: 'search', message: 'Objective: final medal table Milano Cortina 2026' },
  { kind: 'search', message: 'Query: 2026 Winter Olympics medal table final standings gold' },
  { kind: 'tool_call', message: 'Reading en.wikipedia.org' },
  { kind: 'result', message: 'Two tables agree: Norway 18 gold, United States 12 gold.' },
];

export function waitingView(overrides: Partial<WaitingView> = {}): WaitingView {
  return { state: 'waiting', text: 'This question was not sent yet.', canSend: true, canChange: true, ...overrides };
}

/** A quick answer that is being written, and as much of it as has come. */
export function writingChat(text: string, turn: Partial<TurnView> = {}): ChatView {
  const written = turnView({
    engine: { kind: 'quick', name: 'lite' },
    price: '$0.005',
    condition: { state: 'writing', since: Date.now() - 4_000 },
    ...turn,
  });
  return { ...chatView([written]), writing: { [written.id]: text } };
}

/** A question that was refused because there were too many, with most of a minute to wait. */
export function refusedView({ until = Date.now() + 42_000, sendsItself = false }: Partial<LimitView> = {}): FailedView {
  const problem = problemView({
    title: 'Too many requests',
    explanation: 'The server isn’t accepting more questions right now. Nothing was started and nothing is billed.',
    detail: 'Rate limit exceeded',
    actions: sendsItself ? ['dontSend'] : ['sendWhenFree', 'retry'],
  });
  return { state: 'failed', problem, limit: { until, sendsItself } };
}

export function problemView(overrides: Partial<ProblemView> = {}): ProblemView {
  return {
    title: 'The run failed',
    explanation: 'Parallel could not finish this research. Failed runs are not billed.',
    detail: 'task_run.failed: the processor gave up after 3 attempts (ref 7f3c1b8e)',
    actions: ['retry', 'chooseProcessor', 'showLog'],
    ...overrides,
  };
}
