import { parseMarkdown } from '../../src/markdown/parse';
import type { ChatView, ComposerView, MapRowView, MapView, TurnView } from '../../src/protocol/viewState';

const composer: ComposerView = {
  place: 'place',
  sending: null,
  askedBelow: null,
  key: 'stored',
  parentTurnId: null,
  aim: { kind: 'continue' },
  contextNote: null,
  waits: null,
  contexts: [],
  engine: { kind: 'research', name: 'core-fast' },
  processors: [{ name: 'core-fast', price: '$0.025', usualTime: '15–100 s' }],
  quickModels: [],
  scope: null,
  room: 20_000,
  spent: null,
  service: { host: 'api.parallel.ai', kind: 'official' },
};

/** A turn with a short answer. */
export function shortTurn(id: string, question = `Question ${id}?`): TurnView {
  return {
    id,
    question,
    contexts: [],
    engine: { kind: 'research', name: 'core-fast' },
    price: '$0.025',
    scope: null,
    siblings: null,
    notes: [],
    trace: [],
    condition: {
      state: 'answered',
      blocks: parseMarkdown(`The answer to ${id}.`),
      sources: [],
      confidence: null,
      confidenceSummary: null,
      reasoning: [],
      suggestions: [],
      duration: '38 s',
    },
  };
}

export function mapRow(turnId: string, known: Partial<MapRowView> = {}): MapRowView {
  return {
    turnId,
    question: `Question ${turnId}?`,
    count: 1,
    level: 0,
    startsBranch: false,
    stage: 'answered',
    place: 'elsewhere',
    ...known,
  };
}

export function mapOf(rows: readonly MapRowView[]): MapView {
  return { turns: rows.reduce((sum, { count }) => sum + count, 0), branches: 3, rows };
}

/** A chat that shows these turns, and the map of all. */
export function mappedChat(turns: readonly TurnView[], map: MapView | null): ChatView {
  return {
    thread: { id: 'thread-map', title: 'Winter Olympics 2026' },
    map,
    turns,
    writing: {},
    composer: { ...composer, parentTurnId: turns.at(-1)?.id ?? null },
  };
}

/** Every kind of row: two directions from `b`, one of them shown, and several from its end. */
export const everyRow: readonly MapRowView[] = [
  mapRow('a', { place: 'shown', question: 'Which country won the most Winter Olympics gold medals in 2026?' }),
  mapRow('more', { place: 'shown', question: 'The first of many', count: 12 }),
  mapRow('b', { place: 'shown', question: 'How many medals did they win?' }),
  mapRow('c', { place: 'shown', level: 1, startsBranch: true, question: 'Compare that to the second place country' }),
  mapRow('d', { place: 'last', level: 1, question: 'Which cities hosted the games?' }),
  mapRow('e', { level: 1, startsBranch: true, stage: 'failed', question: 'How many nations took part?' }),
  mapRow('f', { level: 2, startsBranch: true, stage: 'underWay', question: 'Who carried the flag?' }),
  mapRow('g', { level: 2, startsBranch: true, stage: 'waiting', question: 'Who won the biathlon?' }),
  mapRow('h', { level: 2, startsBranch: true, stage: 'uncertain', question: null }),
];

/** The chat in the middle of a thread that branches. */
export const branchedChat: ChatView = mappedChat(
  ['a', 'b', 'c', 'd'].map((id) => shortTurn(id)),
  mapOf(everyRow),
);
