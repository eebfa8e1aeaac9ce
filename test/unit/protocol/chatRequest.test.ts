import assert from 'node:assert/strict';
import {
  type ChatRequest,
  type ChatRequestKind,
  type ChatRequestOf,
  chatRequests,
} from '../../../src/protocol/chatRequest';
import { decodeMessageToHost } from '../../../src/protocol/messages';

const turnId = 't1';
const engine = { kind: 'research', name: 'core-fast' } as const;

/** A request of every kind, with all that it carries. */
const requests: { readonly [Kind in ChatRequestKind]: Omit<ChatRequestOf<Kind>, 'kind'> } = {
  ask: {
    place: 'p1',
    threadId: null,
    parentTurnId: null,
    editedTurnId: turnId,
    question: 'Why?',
    engine,
    contextIds: ['c1', 'c2'],
  },
  chooseKind: { engineKind: 'quick' },
  chooseEngine: { engine },
  chooseScope: {},
  clearScope: {},
  attachContext: {},
  attachDropped: { uris: ['file:///a.md'] },
  removeContext: { contextId: 'c1' },
  showContext: { turnId: null, contextId: 'c1' },
  branch: { turnId },
  editQuestion: { turnId },
  cancelAim: {},
  askAgain: { turnId },
  dropQuestion: { turnId },
  compareAnswers: { turnId },
  selectTurn: { turnId },
  followTurn: { turnId },
  insertAnswer: { turnId },
  insertCitation: { turnId, source: 2 },
  copyAnswer: { turnId },
  copyCitation: { turnId, source: 2 },
  openLink: { turnId, url: 'https://example.com/a b' },
  stopWatching: { turnId },
  watchAgain: { turnId },
  send: { turnId, engine },
  sendWhenFree: { turnId, engine },
  dontSend: { turnId },
  carryContext: { turnId, engine },
  adoptRun: { turnId },
  restoreThread: {},
  setApiKey: {},
  changeBudget: {},
  changeServer: {},
  showSpending: {},
  openPlatform: { page: 'billing' },
  showLog: {},
};

describe('The requests of the chat', () => {
  for (const kind of Object.keys(chatRequests) as ChatRequestKind[]) {
    const request = { kind, ...requests[kind] };

    it(`of the kind ${kind} arrive as they were sent, without what is not theirs`, () => {
      assert.deepEqual(decoded(request), request);
      assert.deepEqual(decoded({ ...request, command: 'workbench.action.quit' }), request);
    });

    it(`of the kind ${kind} are refused with a part missing, or with another kind of value in it`, () => {
      for (const member of Object.keys(requests[kind])) {
        assert.equal(decoded({ ...request, [member]: undefined }), null, member);
        assert.equal(decoded({ ...request, [member]: { toString: 'x' } }), null, member);
      }
    });
  }

  it('of a kind that nobody knows are refused', () => {
    for (const kind of ['constructor', '__proto__', 'toString', '', null, 1]) assert.equal(decoded({ kind }), null);
  });
});

function decoded(request: unknown): ChatRequest | null {
  const message = decodeMessageToHost({ type: 'request', id: 1, request });
  return message?.type === 'request' ? message.request : null;
}
