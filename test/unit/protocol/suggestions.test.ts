import assert from 'node:assert/strict';
import { localizeWith } from '../../../src/base/localize';
import type { ChatSituation } from '../../../src/chat/chatSituation';
import { ChatViewMaker } from '../../../src/chat/views/makeView';
import { defaultEngine } from '../../../src/research/engine/engine';
import type { Thread } from '../../../src/research/thread/thread';
import { newestLeaf } from '../../../src/research/thread/tree';
import { answered, asked, threadOf, turn } from './threads';

const comparison = {
  type: 'text',
  text: '|  | Norway | Italy |\n|---|--:|--:|\n| Gold | 18 | 10 |\n| Silver | 12 | 6 |\n',
  basis: [],
} as const;

function situation(thread: Thread, more: Partial<ChatSituation> = {}): ChatSituation {
  return {
    thread,
    leafId: newestLeaf(thread, null),
    aim: { kind: 'continue' },
    contexts: [],
    engine: defaultEngine,
    scope: null,
    room: 15_000,
    spent: null,
    key: 'stored',
    place: 'place',
    sending: null,
    service: { host: 'api.parallel.ai', kind: 'official' },
    activity: () => ({ underWay: true, problem: null }),
    ...more,
  };
}

/** The suggestions of each turn that is shown; null for one without an answer. */
function suggestions(maker: ChatViewMaker, shown: ChatSituation): readonly (readonly string[] | null)[] {
  return maker
    .make(shown)
    .turns.map(({ condition }) => (condition.state === 'answered' ? condition.suggestions : null));
}

describe('Follow-up suggestions in the chat', () => {
  const wanted = { current: true };
  const maker = new ChatViewMaker(localizeWith({}), () => wanted.current);
  const made = ['How else do Norway and Italy differ?'];

  it('stand below the last turn that is shown, and below no other', () => {
    const thread = threadOf(...answered('a', null, comparison), ...answered('b', 'a', comparison));
    assert.deepEqual(suggestions(maker, situation(thread)), [[], made]);
    assert.deepEqual(suggestions(maker, situation(thread, { leafId: turn('a') })), [made]);
  });

  it('go when a follow-up is asked, and when they are not wanted', () => {
    const thread = threadOf(...answered('a', null, comparison), asked('b', 'a'));
    assert.deepEqual(suggestions(maker, situation(thread)), [[], null]);
    const one = situation(threadOf(...answered('a', null, comparison)));
    assert.deepEqual(suggestions(maker, one), [made]);
    wanted.current = false;
    assert.deepEqual(suggestions(maker, one), [[]]);
  });

  afterEach(() => {
    wanted.current = true;
  });

  it('leave the view of a turn as it is for as long as they are the same', () => {
    const shown = situation(threadOf(...answered('a', null, comparison)));
    assert.equal(maker.make(shown).turns[0], maker.make(shown).turns[0]);
  });
});
