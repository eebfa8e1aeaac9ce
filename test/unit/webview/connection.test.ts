import assert from 'node:assert/strict';
import { ChatConnection, type RequestEnd } from '../../../webview/state/connection';
import { chatView, turnView } from '../../webview/builders';
import { FakeClock } from '../fakeClock';
import { MemoryHost } from './memoryHost';
import { englishStrings } from '../../webview/englishStrings';

const snapshot = { type: 'snapshot', revision: 1, view: chatView([turnView()]), strings: englishStrings };

describe('the connection to the host', () => {
  let host: MemoryHost;
  let clock: FakeClock;
  let connection: ChatConnection;

  beforeEach(() => {
    host = new MemoryHost();
    clock = new FakeClock();
    connection = new ChatConnection(host, clock);
  });

  afterEach(() => connection.dispose());

  const posted = (type: string): number => host.posted.filter((message) => message.type === type).length;

  it('says ready, again and again until it is heard', async () => {
    connection.start();
    assert.equal(posted('ready'), 1);
    await clock.advance(12_000);
    assert.equal(posted('ready'), 3);
    host.say(snapshot);
    await clock.advance(60_000);
    assert.equal(posted('ready'), 3);
    assert.equal(connection.state?.revision, 1);
  });

  it('asks once for everything after a gap, and goes on from there', async () => {
    connection.start();
    host.say(snapshot);
    host.say({ type: 'patch', revision: 3, changes: [] });
    host.say({ type: 'patch', revision: 4, changes: [] });
    assert.equal(posted('resync'), 1);
    host.say({ ...snapshot, revision: 4 });
    host.say({ type: 'patch', revision: 5, changes: [] });
    assert.equal(connection.state?.revision, 5);
    await clock.advance(60_000);
    assert.equal(posted('resync'), 1);
  });

  it('tells of every change with what was before', () => {
    const revisions: (number | undefined)[][] = [];
    connection.onDidChange(({ before, after }) => revisions.push([before?.revision, after.revision]));
    host.say(snapshot);
    host.say({ type: 'patch', revision: 2, changes: [] });
    host.say({ type: 'patch', revision: 2, changes: [] });
    assert.deepEqual(revisions, [
      [undefined, 1],
      [1, 2],
    ]);
  });

  it('tells what the host wished before anybody listened, once, to the first who does', () => {
    const wishes: string[] = [];
    host.say({ type: 'revealTurn', turnId: 'a' });
    connection.onDidWish((wish) => wishes.push(wish.type));
    connection.onDidWish((wish) => wishes.push(wish.type));
    assert.deepEqual(wishes, ['revealTurn']);
    host.say({ type: 'focusComposer' });
    assert.deepEqual(wishes, ['revealTurn', 'focusComposer', 'focusComposer']);
  });

  it('counts what it does not know', () => {
    for (const data of [undefined, 'text', { type: 'later' }, { type: 'patch', revision: '2', changes: [] }])
      host.say(data);
    assert.equal(connection.ignoredMessages, 4);
    assert.equal(connection.state, null);
  });

  it('ends every request with its own answer', () => {
    const ends: [string, RequestEnd][] = [];
    connection.request({ kind: 'showLog' }, (end) => ends.push(['log', end]));
    connection.request({ kind: 'setApiKey' }, (end) => ends.push(['key', end]));
    host.say({ type: 'response', id: 2, outcome: { kind: 'cancelled' } });
    host.say({ type: 'response', id: 1, outcome: { kind: 'done' } });
    host.say({ type: 'response', id: 1, outcome: { kind: 'done' } });
    host.say({ type: 'response', id: 99, outcome: { kind: 'done' } });
    assert.deepEqual(ends, [
      ['key', { kind: 'cancelled' }],
      ['log', { kind: 'done' }],
    ]);
    assert.equal(clock.pending, 0);
  });

  it('gives a request up after a while, asks how things stand, and hears a late answer', async () => {
    host.say(snapshot);
    const ends: string[] = [];
    connection.request({ kind: 'copyAnswer', turnId: 'a' }, (end) => ends.push(end.kind));
    await clock.advance(14_999);
    assert.deepEqual(ends, []);
    await clock.advance(1);
    assert.deepEqual(ends, ['timedOut']);
    assert.equal(posted('resync'), 1);
    host.say({ type: 'response', id: 1, outcome: { kind: 'done' } });
    assert.deepEqual(ends, ['timedOut', 'done']);
  });

  it('gives a request more time when the host may have to ask the person', async () => {
    const ends: string[] = [];
    connection.request({ kind: 'setApiKey' }, (end) => ends.push(end.kind));
    await clock.advance(299_999);
    assert.deepEqual(ends, []);
    await clock.advance(1);
    assert.deepEqual(ends, ['timedOut']);
  });

  it('leaves nothing behind', () => {
    connection.start();
    connection.request({ kind: 'showLog' }, () => undefined);
    connection.dispose();
    assert.equal(clock.pending, 0);
    host.say(snapshot);
    assert.equal(connection.state, null);
  });
});
