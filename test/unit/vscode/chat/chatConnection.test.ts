import type { ActionOutcome } from '../../../../src/base/outcome';
import assert from 'node:assert/strict';
import type { Webview } from 'vscode';
import { Emitter } from '../../../../src/base/event';
import type { MessageToHost, MessageToWebview } from '../../../../src/protocol/messages';
import type { ThreadId } from '../../../../src/research/thread/ids';
import { ChatConnection } from '../../../../src/vscode/chat/chatConnection';
import type { ScrubbedLog } from '../../../../src/vscode/diagnostics/scrubbedLog';
import { TestChat } from '../../protocol/testChat';
import { asked } from '../../protocol/threads';
import { englishStrings } from '../../../webview/englishStrings';

const thread = 'thread' as ThreadId;

/** A chat with its page: it keeps what is written as a page does, and hears what the host says. */
class ShownChat {
  readonly #hears = new Emitter<unknown>();
  readonly posted: MessageToWebview[] = [];
  readonly connection: ChatConnection;
  outcome: ActionOutcome = { kind: 'done' };

  constructor(readonly chat: TestChat) {
    const webview = {
      onDidReceiveMessage: this.#hears.event,
      postMessage: (message: MessageToWebview) => {
        this.posted.push(message);
        return Promise.resolve(true);
      },
    };
    const log = { warn: unexpected, error: unexpected };
    this.connection = new ChatConnection({
      webview: webview as unknown as Webview,
      session: chat.session,
      strings: englishStrings,
      log: log as unknown as ScrubbedLog,
      showing: { begins: () => Promise.resolve(), isShown: () => Promise.resolve() },
      draftsSaved: () => Promise.resolve(true),
      reload: unexpected,
      handle: (request) => {
        if (request.kind === 'ask' && this.outcome.kind === 'done') {
          chat.session.beginSending(request.place, request.question, 'typed');
        }
        return Promise.resolve(this.outcome);
      },
    });
  }

  say(message: MessageToHost): void {
    this.#hears.fire(message);
  }

  async start(): Promise<void> {
    this.say({ type: 'ready' });
    await settled();
  }

  type(text: string): void {
    this.say({ type: 'typed', serial: 1, place: this.place, text });
  }

  async ask(question: string): Promise<void> {
    const { place } = this;
    const engine = { kind: 'research', name: 'core-fast' } as const;
    const what = { place, threadId: thread, parentTurnId: null, editedTurnId: null, question, engine, contextIds: [] };
    this.say({ type: 'request', id: 1, request: { kind: 'ask', ...what } });
    await settled();
  }

  get place(): string {
    return this.chat.session.composer().place;
  }

  /** What the page was told is written, since it was looked at last. */
  told(): readonly unknown[] {
    return this.posted
      .splice(0)
      .flatMap((message) => (message.type === 'putText' ? [[message.text, message.anew]] : []));
  }
}

describe('Two chats that show the same thread', () => {
  let side: ShownChat;
  let tab: ShownChat;

  beforeEach(async () => {
    const first = new TestChat();
    side = new ShownChat(first);
    tab = new ShownChat(new TestChat(first.session.drafts));
    for (const shown of [side, tab]) {
      shown.chat.take(asked('turn'));
      await shown.chat.session.show(thread);
      await shown.start();
      shown.told();
    }
  });

  it('have one question: what is typed in one stands in the other, and the one that types is told nothing', () => {
    side.type('Half a question');
    assert.deepEqual(tab.told(), [['Half a question', true]]);
    assert.deepEqual(side.told(), []);
    tab.type('Half');
    assert.deepEqual(side.told(), [['Half', true]]);
    assert.deepEqual(tab.told(), []);
    assert.equal(side.chat.written, 'Half');
  });

  it('tell a page that was hidden all that was typed meanwhile', async () => {
    tab.connection.disconnect();
    side.type('Meanwhile');
    assert.deepEqual(tab.told(), []);
    await tab.start();
    assert.deepEqual(tab.told(), [['Meanwhile', undefined]]);
  });

  it('are both empty once the question is sent, and both have it again where it was not taken', async () => {
    tab.type('A question');
    side.told();
    await tab.ask('A question');
    assert.deepEqual(side.told(), [['', true]]);
    assert.deepEqual(tab.told(), []);
    const sending = side.chat.session.drafts.sendingFrom(tab.place);
    assert(sending);
    tab.chat.session.putBack(sending);
    assert.deepEqual(side.told(), [['A question', undefined]]);
    assert.deepEqual(tab.told(), [['A question', undefined]]);
  });

  it('have it again where it was refused before it left its place', async () => {
    tab.type('A question');
    tab.outcome = { kind: 'refused', message: 'The thread has changed.' };
    await tab.ask('A question');
    assert.deepEqual(tab.told(), [['A question', true]]);
    assert.equal(tab.chat.written, 'A question');
  });

  it('show what goes along with it in both', () => {
    const heard: string[] = [];
    side.chat.session.drafts.onDidRearrange(() => heard.push(side.chat.session.engine.name));
    tab.chat.session.chooseEngine({ kind: 'research', name: 'pro' });
    assert.deepEqual(heard, ['pro']);
    tab.type('Words');
    assert.deepEqual(heard, ['pro']);
  });
});

function unexpected(...details: readonly unknown[]): never {
  throw new Error(`This must not happen: ${details.join(' ')}`);
}

/** Lets what was begun be done: messages are read at once, answers and views a moment later. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
