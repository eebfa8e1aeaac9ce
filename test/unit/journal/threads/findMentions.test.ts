import assert from 'node:assert/strict';
import { threadsThatMention } from '../../../../src/journal/threads/findMentions';
import { happened } from '../../research/builders';
import { keep, TestStorage } from '../harness';
import { MemoryFiles } from '../memoryFiles';

describe('Finding what threads mention', () => {
  it('finds the threads of a run by their bytes, with whole names only, and reads nothing into memory', async () => {
    const files = new MemoryFiles();
    const storage = new TestStorage(files);
    const window = await storage.open();
    const [one, two] = [window.journal.newThreadId(), window.journal.newThreadId()];
    await keep(window, one, happened.asked('a'), happened.sending('a'), happened.accepted('a'));
    await keep(window, two, happened.asked('ab'), happened.sending('ab'), happened.accepted('ab'));
    const find = (text: string): Promise<readonly string[]> => threadsThatMention(files, storage.root, text);
    assert.deepEqual(await find('run-a/1'), [one]);
    assert.deepEqual(await find('interaction-ab/1'), [two]);
    assert.deepEqual(await find('run-'), []);
    assert.deepEqual(await find('core-fast'), [one, two].sort());
    const later = await storage.open();
    await find('run-a/1');
    assert.equal(later.journal.get(one), undefined);
  });

  it('passes over what cannot be read', async () => {
    const files = new MemoryFiles();
    const storage = new TestStorage(files);
    assert.deepEqual(await threadsThatMention(files, storage.root, 'x'), []);
    const window = await storage.open();
    const thread = window.journal.newThreadId();
    await keep(window, thread, happened.asked('a'));
    files.fault = (operation) => (operation === 'read' ? 'accessDenied' : null);
    assert.deepEqual(await threadsThatMention(files, storage.root, 'core-fast'), []);
  });
});
