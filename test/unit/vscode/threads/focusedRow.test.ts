import assert from 'node:assert/strict';
import type { ThreadId, TurnId } from '../../../../src/research/thread/ids';
import { ThreadNode, TurnNode } from '../../../../src/vscode/threads/treeNodes';
import { keyTarget } from '../../../../src/vscode/threads/focusedRow';

const threadId = '01h00000000000000000000001' as ThreadId;

describe('What a key in the list of threads was pressed on', () => {
  const thread = new ThreadNode({
    id: threadId,
    title: 'Winter Olympics',
    pinned: false,
    createdAt: 0,
    changedAt: 0,
    deletedAt: null,
    turnCount: 2,
    hasActiveRun: false,
    spokenAt: [],
    recentCharges: [],
  });

  it('is the thread whose row has the focus', () => {
    assert.deepEqual(keyTarget([thread]), { kind: 'thread', threadId });
  });

  it('is no thread where the row of a turn has the focus, or none, or VS Code put nothing in the place of its words', () => {
    const unread = { $treeViewId: 'researchThreads.threads', $focusedTreeItem: true };
    for (const row of [new TurnNode(thread, 'turn' as TurnId), undefined, null, unread]) {
      assert.deepEqual(keyTarget([row]), { kind: 'other' });
    }
    assert.deepEqual(keyTarget([]), { kind: 'other' });
  });

  it('is nothing where no key was pressed', () => {
    for (const given of [undefined, thread, { threadId }]) assert.deepEqual(keyTarget(given), { kind: 'none' });
  });
});
