import type { ThreadChange } from '../../../src/research/thread/threadStore';
import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/event';
import { localizeWith } from '../../../src/base/localize';
import type { AttachedContext } from '../../../src/research/thread/context';
import type { ThreadEvent } from '../../../src/research/thread/events';
import type { ThreadId, TurnId } from '../../../src/research/thread/ids';
import type { Thread } from '../../../src/research/thread/thread';
import { ChatSession } from '../../../src/chat/chatSession';
import { Drafts, type PutText } from '../../../src/chat/composer/drafts';
import type { ComposerDefaults } from '../../../src/chat/composer/nextQuestion';
import { ChatViewMaker } from '../../../src/chat/views/makeView';
import { threadOf } from './threads';

const threadId = 'thread' as ThreadId;

/** A part of a document. */
export function part(text: string): AttachedContext {
  return { label: `${text}.md`, uri: null, languageId: 'markdown', lines: null, text };
}

function newDrafts(): Drafts {
  let id = 0;
  const defaults: ComposerDefaults = {
    engine: (kind) => ({ kind, name: kind === 'quick' ? 'speed' : 'core-fast' }),
    scope: () => null,
  };
  return new Drafts(defaults, () => `context-${(id += 1)}`);
}

/** A session over threads in memory, and everything that it says. */
export class TestChat {
  readonly #didChangeThread = new Emitter<ThreadChange>();
  readonly #didWrite = new Emitter<void>();
  readonly threads = new Map<ThreadId, Thread>();
  readonly texts = new Map<TurnId, string>();
  readonly session: ChatSession;
  /** What the page was told to put before what is written. */
  readonly put: PutText[] = [];
  #held: Promise<void> | null = null;
  /** How often the view was made anew, how often a change was told, and how often a piece. */
  readonly counts = { made: 0, changed: 0, wrote: 0 };

  /** @param drafts those of another chat of the same window */
  constructor(drafts = newDrafts()) {
    const views = new ChatViewMaker(localizeWith({}));
    const make = views.make.bind(views);
    views.make = (situation) => {
      this.counts.made += 1;
      return make(situation);
    };
    const quiet = new Emitter<void>().event;
    this.session = new ChatSession(
      {
        threads: {
          onDidChange: this.#didChangeThread.event,
          get: (name) => this.threads.get(name),
          load: async (name) => {
            await this.#held;
            return this.threads.get(name) ?? null;
          },
        },
        activity: {
          onDidChangeStatus: quiet,
          activity: () => ({ underWay: true, problem: null }),
          onDidWrite: this.#didWrite.event,
          text: (turnId) => this.texts.get(turnId),
        },
        views,
        spending: { onDidChange: quiet, words: () => null },
        drafts,
        roomBeside: (contexts) => 100 - contexts.length,
      },
      { host: 'api.parallel.ai', kind: 'official' },
    );
    this.session.onDidChange(() => (this.counts.changed += 1));
    this.session.drafts.onDidPutText((put) => this.put.push(put));
    this.session.onDidWrite(() => (this.counts.wrote += 1));
  }

  /** Sends a question from where is written now; it becomes that turn at once. */
  send(question: string, name: ThreadId, turnId: TurnId): void {
    const { session } = this;
    const { place, request } = session.composer();
    const sending = session.beginSending(place, question, 'typed');
    assert(sending);
    session.drafts.finish(sending, name);
    session.showAsked({ threadId: name, turnId }, request, session.visitFrom(place));
  }

  /** The thread is what these events make from now on. */
  take(...events: readonly ThreadEvent[]): void {
    this.takeAs(threadId, ...events);
  }

  takeAs(name: ThreadId, ...events: readonly ThreadEvent[]): void {
    this.threads.set(name, { ...threadOf(...events), id: name });
    this.#didChangeThread.fire({ threadId: name, thread: this.threads.get(name) ?? null, events: [] });
  }

  /** What is written where the chat is now. */
  get written(): string {
    const { drafts } = this.session;
    return drafts.find(this.session.composer().place)?.next.text ?? '';
  }

  /** From now on threads are not read until that is released. */
  hold(): { readonly release: () => void } {
    let release = (): void => undefined;
    this.#held = new Promise((resolve) => (release = resolve));
    return { release };
  }

  write(turnId: TurnId, text: string): void {
    this.texts.set(turnId, text);
    this.#didWrite.fire();
  }
}

/** What is attached to the next question. */
export const attached = ({ session }: TestChat): readonly string[] =>
  session.composer().contexts.map(({ text }) => text);
