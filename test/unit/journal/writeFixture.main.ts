// Writes a journal of today's version as a fixture: node out/test/unit/journal/writeFixture.main.js <new folder>
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NodeFiles } from '../../../src/node/files';
import type { Thread } from '../../../src/research/thread/thread';
import { everyEvent } from './fixtureStory';
import { keep, TestStorage, type TestWindow } from './harness';

/** A thread as it stands in a fixture: its turns as lists. */
function plain(thread: Thread): object {
  return { ...thread, turns: [...thread.turns.values()], dropped: [...thread.dropped.values()] };
}

async function main(): Promise<void> {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('Name the new folder.');
  const storage = await mkdtemp(path.join(tmpdir(), 'research-threads-'));
  try {
    await mkdir(folder);
    const windows = new TestStorage(new NodeFiles(), path.join(storage, 'threads'));
    const [one, two] = [await windows.open(), await windows.open()];
    const threadId = one.journal.newThreadId();
    for (const [index, event] of everyEvent().entries()) {
      const window: TestWindow = index % 3 === 2 ? two : one;
      await window.clock.advance(1_000);
      await window.journal.refresh();
      await keep(window, threadId, event);
    }
    await one.journal.refresh();
    await one.journal.summaries();
    await one.journal.flush();
    const thread = one.journal.get(threadId);
    if (!thread) throw new Error('The thread is missing.');
    for (const { writer } of [one, two]) {
      const name = `${writer}.jsonl`;
      await copyFile(path.join(storage, 'threads', threadId, name), path.join(folder, name));
    }
    await copyFile(path.join(storage, 'index.json'), path.join(folder, 'index.sealed'));
    await writeFile(path.join(folder, 'thread.json'), `${JSON.stringify(plain(thread), null, 2)}\n`);
    for (const { journal } of [one, two]) journal.dispose();
  } finally {
    await rm(storage, { recursive: true });
  }
}

void main();
