import assert from 'node:assert/strict';
import { adoptThread } from '../../../../src/journal/workspaces/copyThreads';
import { noFolder, OtherStorages } from '../../../../src/journal/workspaces/otherStorages';
import { ThreadCopies } from '../../../../src/journal/threads/threadCopies';
import { unknownPlace } from '../../../../src/journal/workspaces/workspacePlace';
import type { ThreadId } from '../../../../src/research/thread/ids';
import { happened, turnId } from '../../research/builders';
import { keep, TestStorage, type TestWindow } from '../harness';
import { MemoryFiles } from '../memoryFiles';

const { asked, askedAgain, sending, accepted, answered, failed, unconfirmed } = happened;
const workspaces = '/user/workspaceStorage';
const extension = 'publisher.name';
const global = `/user/globalStorage/${extension}`;
const here = `${workspaces}/aaaa/${extension}`;
const there = `${workspaces}/bbbb/${extension}`;

describe('copies of a thread', () => {
  let files: MemoryFiles;
  let origin: TestWindow;
  let copy: TestWindow;
  let copies: ThreadCopies;
  let threadId: ThreadId;

  beforeEach(async () => {
    files = new MemoryFiles();
    files.canWatch = false;
    origin = await new TestStorage(files, `${there}/threads`).open();
    copy = await new TestStorage(files, `${here}/threads`).open();
    copies = new ThreadCopies({ files, home: { workspaces, extension, global, own: here }, journal: copy.journal });
    threadId = origin.journal.newThreadId();
    await keep(origin, threadId, asked('a'), sending('a'), accepted('a'), answered('a'), asked('b', 'a'));
  });

  async function bringHere(): Promise<void> {
    const others = new OtherStorages(files, { workspaces, extension, global, own: here });
    const adopted = await adoptThread(copy.journal, others, { id: 'bbbb', path: there, place: unknownPlace }, threadId);
    assert(adopted.ok);
  }

  const stateHere = (turn = 'b'): string | undefined =>
    copy.journal.get(threadId)?.turns.get(turnId(turn))?.attempt.condition.state;

  it('are found in other folders and where no folder is open, and nowhere else', async () => {
    await bringHere();
    assert.equal(await copies.exist(threadId), true);
    const own = there;
    const fromThere = new ThreadCopies({
      files,
      home: { workspaces, extension, global, own },
      journal: origin.journal,
    });
    assert.equal(await fromThere.exist(threadId), true);
    const alone = copy.journal.newThreadId();
    await keep(copy, alone, asked('x'));
    assert.equal(await copies.exist(alone), false);
    const free = await new TestStorage(files, `${global}/threads`).open();
    await keep(free, alone, asked('x'));
    assert.equal(await copies.exist(alone), true, noFolder);
  });

  it('learn that a question was sent in the other, and what came of it', async () => {
    await bringHere();
    await keep(origin, threadId, sending('b'));
    assert.equal(stateHere(), 'asked');
    assert((await copies.learn(threadId)).ok);
    assert.equal(stateHere(), 'sending');
    await keep(copy, threadId, unconfirmed('b'));
    await keep(origin, threadId, accepted('b'), answered('b', 'So it is.'));
    assert((await copies.learn(threadId)).ok);
    assert.equal(stateHere(), 'answered');
  });

  it('learn of a retry in the other', async () => {
    await keep(origin, threadId, sending('b'), failed('b'));
    await bringHere();
    await keep(origin, threadId, askedAgain('b', 'b/2', 'core'), sending('b', 'b/2'), accepted('b', 'b/2'));
    assert((await copies.learn(threadId)).ok);
    assert.equal(stateHere(), 'accepted');
  });

  it('take over nothing else: no question, name, deletion or fear', async () => {
    await bringHere();
    await keep(origin, threadId, asked('c'), sending('c'), sending('b'), unconfirmed('b'));
    await keep(origin, threadId, { kind: 'renamed', title: 'There' }, { kind: 'deleted' });
    assert((await copies.learn(threadId)).ok);
    const thread = copy.journal.get(threadId);
    assert.deepEqual([thread?.givenTitle, thread?.deletedAt, thread?.turns.size], [null, null, 2]);
    assert.equal(stateHere(), 'sending');
  });

  it('leave a question alone that a budget refused in the other before it was sent', async () => {
    await bringHere();
    await keep(origin, threadId, failed('b'));
    assert((await copies.learn(threadId)).ok);
    assert.equal(stateHere(), 'asked');
  });

  it('change nothing there, and nothing here when there is no news', async () => {
    await bringHere();
    const before = new Map(files.contents);
    assert((await copies.learn(threadId)).ok);
    assert.deepEqual(files.contents, before);
  });

  it('say why where one cannot be read', async () => {
    await bringHere();
    files.fault = (operation, path) => (operation === 'read' && path.startsWith(there) ? 'accessDenied' : null);
    assert.equal((await copies.learn(threadId)).ok, false);
    files.fault = (operation, path) => (operation === 'list' && path.startsWith(there) ? 'accessDenied' : null);
    assert.equal(await copies.exist(threadId), true);
  });
});
