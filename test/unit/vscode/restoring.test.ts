import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import type { ThreadId } from '../../../src/research/thread/ids';
import type { ThreadSummary } from '../../../src/journal/threads/threadSummary';
import { rememberSession, restoreSession } from '../../../src/vscode/chat/sessionMemory';
import type { LastShown } from '../../../src/vscode/chat/draftRestoring';
import { noteOfTab, ShowingNote } from '../../../src/vscode/chat/showingNote';

type Session = Parameters<typeof rememberSession>[0];

const good = 'thread-good' as ThreadId;
const bad = 'thread-bad' as ThreadId;

/** What VS Code keeps of a workspace over the lives of its windows. */
class KeptMemory implements Memento {
  readonly #values = new Map<string, unknown>();

  keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  readonly get: Memento['get'] = (key: string) => this.#values.get(key) as never;

  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.#values.delete(key);
    else this.#values.set(key, value);
    return Promise.resolve();
  }
}

/** A window: it restores what it finds, and its chat draws every thread but those that stop it. */
class Window {
  readonly shown: ThreadId[] = [];
  readonly offered: ThreadId[] = [];
  readonly note: ShowingNote;
  readonly #memory: Memento;
  readonly #draws: (threadId: ThreadId) => boolean;
  threadId: ThreadId | null = null;
  /** What the window before wrote down that it showed. */
  lastShown: LastShown | null = null;

  constructor(
    memory: Memento,
    options: { readonly visible?: boolean; readonly draws?: (id: ThreadId) => boolean } = {},
  ) {
    const { visible = true, draws = () => true } = options;
    this.#memory = memory;
    this.#draws = draws;
    this.note = new ShowingNote(memory, () => visible);
  }

  async show(threadId: ThreadId): Promise<boolean> {
    await this.note.begins(threadId);
    await this.note.isRead(threadId);
    this.threadId = threadId;
    this.shown.push(threadId);
    rememberSession(this as unknown as Session, this.#memory);
    if (this.#draws(threadId)) await this.note.isShown(threadId);
    return true;
  }

  restore(threadId: ThreadId): Promise<boolean> {
    return this.show(threadId);
  }

  async start(...threads: readonly ThreadSummary[]): Promise<this> {
    const offer = (threadId: ThreadId): void => void this.offered.push(threadId);
    const session = this as unknown as Session;
    await restoreSession(
      { session, memory: this.#memory, showing: this.note, lastShown: this.lastShown, offer },
      threads,
    );
    return this;
  }
}

function summary(id: ThreadId, known: Partial<ThreadSummary> = {}): ThreadSummary {
  return { id, deletedAt: null, hasActiveRun: false, ...known } as ThreadSummary;
}

const stopsAtBad = (threadId: ThreadId): boolean => threadId !== bad;
const threads = [summary(bad), summary(good)];

describe('What a window restores', () => {
  it('is the thread that was shown last', async () => {
    const memory = new KeptMemory();
    await new Window(memory).show(good);
    assert.deepEqual((await new Window(memory).start(...threads)).shown, [good]);
  });

  it('is not a thread that the last window stopped at: that is offered, once', async () => {
    const memory = new KeptMemory();
    await new Window(memory, { draws: stopsAtBad }).show(bad);
    const next = await new Window(memory).start(...threads);
    assert.deepEqual([next.shown, next.offered], [[], [bad]]);
    const third = await new Window(memory).start(...threads);
    assert.deepEqual([third.shown, third.offered], [[], []]);
  });

  it('is not such a thread either when its research goes on, but another one may be', async () => {
    const memory = new KeptMemory();
    await new Window(memory, { draws: stopsAtBad }).show(bad);
    const active = [summary(bad, { hasActiveRun: true }), summary(good, { hasActiveRun: true })];
    const next = await new Window(memory).start(...active);
    assert.deepEqual([next.shown, next.offered], [[good], [bad]]);
  });

  it('tells the tabs of threads apart, and the chat in the side bar from them', async () => {
    const memory = new KeptMemory();
    const noteIn = (threadId: ThreadId): ShowingNote => new ShowingNote(memory, () => true, noteOfTab(threadId));
    for (const threadId of [good, bad]) await noteIn(threadId).begins(threadId);
    await noteIn(good).isShown(good);
    assert.equal(noteIn(good).leftBehind, null);
    assert.equal(noteIn(bad).leftBehind, bad);
    assert.equal(new ShowingNote(memory, () => true).leftBehind, null);
  });

  it('is restored again after it was drawn at last', async () => {
    const memory = new KeptMemory();
    await new Window(memory, { draws: stopsAtBad }).show(bad);
    const next = await new Window(memory).start(...threads);
    await next.show(bad);
    assert.deepEqual((await new Window(memory).start(...threads)).shown, [bad]);
  });

  it('is the thread that was shown last also when the chat was never in view', async () => {
    const memory = new KeptMemory();
    await new Window(memory).show(good);
    await new Window(memory, { visible: false, draws: () => false }).start(...threads);
    assert.deepEqual((await new Window(memory).start(...threads)).shown, [good]);
  });

  it('is nothing, and nothing is offered, when the thread is gone', async () => {
    const memory = new KeptMemory();
    await new Window(memory, { draws: stopsAtBad }).show(bad);
    const next = await new Window(memory).start(summary(bad, { deletedAt: 1 }));
    assert.deepEqual([next.shown, next.offered], [[], []]);
  });

  it('is what the window before wrote down, where VS Code remembers something else or nothing', async () => {
    const next = new Window(new KeptMemory());
    next.lastShown = { threadId: good, wroteFirst: false };
    assert.deepEqual((await next.start(...threads)).shown, [good]);
  });

  it('is the empty chat where a question was being written in it, also while research goes on', async () => {
    const next = new Window(new KeptMemory());
    next.lastShown = { threadId: null, wroteFirst: true };
    assert.deepEqual((await next.start(summary(good, { hasActiveRun: true }))).shown, []);
  });
});
