import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, workspace } from 'vscode';
import type { SourceScope } from '../../src/research/scope/sourceScope';
import { activateWithEmulator, eventually, run, type TurnAddress } from './emulated';
import { hearMessages } from './messages';
import { recordedQuestion } from './recorded';

describe('Where research looks, in a real extension host', () => {
  before(() => activateWithEmulator());

  afterEach(async () => {
    for (const name of ['include', 'exclude', 'after', 'location']) await set(name, undefined);
    await run('start');
  });

  async function set(name: string, value: unknown): Promise<void> {
    await workspace.getConfiguration('researchThreads').update(`sources.${name}`, value, ConfigurationTarget.Global);
  }

  async function scopeOf(turn: TurnAddress): Promise<SourceScope | undefined> {
    const { request } = await recordedQuestion(turn);
    return request.kind === 'research' ? request.scope : undefined;
  }

  it('is anywhere unless something is said', async () => {
    assert.equal(
      await scopeOf(await run<TurnAddress>('start', { question: 'Anywhere?', processor: 'lite' })),
      undefined,
    );
  });

  it('is what the settings say for a new thread, and for its next questions', async () => {
    await set('include', ['https://www.Example.org/page?x=1', '.gov']);
    await set('after', '2026-01-31');
    await set('location', 'de');
    const first = await run<TurnAddress>('start', { question: 'By settings?', processor: 'lite' });
    const expected = { include: ['example.org', '.gov'], exclude: [], after: '2026-01-31', location: 'DE' };
    assert.deepEqual(await scopeOf(first), expected);
    await set('include', undefined);
    const next = await run<TurnAddress>('askFollowUp', { threadId: first.threadId, question: 'And then?' });
    assert.deepEqual(await scopeOf(next), expected);
  });

  it('leaves out what is wrong in the settings, and tells each of it once', async () => {
    const { messages, stop } = hearMessages();
    try {
      await set('include', ['example.org', 'example.org:8080']);
      await set('location', 'UK');
      for (const question of ['Once?', 'Twice?']) {
        const asked = await run<TurnAddress>('start', { question, processor: 'lite' });
        assert.deepEqual((await scopeOf(asked))?.include, ['example.org']);
      }
      assert.equal(messages.filter((message) => message.includes('“example.org:8080” in the setting')).length, 1);
      assert.equal(messages.filter((message) => message.includes('“UK” in the setting')).length, 1);
    } finally {
      stop();
    }
  });

  it('is what a command says, for the next questions too, and not for another thread', async () => {
    const scope = { include: [], exclude: ['reddit.com'], after: null, location: null };
    const first = await run<TurnAddress>('start', {
      question: 'By command?',
      processor: 'lite',
      scope: { exclude: ['Reddit.com'] },
    });
    assert.deepEqual(await scopeOf(first), scope);
    assert.deepEqual(await scopeOf(await run<TurnAddress>('askFollowUp', { question: 'Still?' })), scope);
    const last = await run<TurnAddress>('askFollowUp', { question: 'Now?', scope: {} });
    assert.equal(await scopeOf(last), undefined);
    assert.equal(await scopeOf(await run<TurnAddress>('start', { question: 'New?', processor: 'lite' })), undefined);
  });

  it('is chosen by its command, which says what holds then', async () => {
    const chosen = await run<SourceScope>('chooseSources', { include: ['bücher.de'], location: 'at' });
    assert.deepEqual(chosen, { include: ['xn--bcher-kva.de'], exclude: [], after: null, location: 'AT' });
    let ended: { readonly scope: SourceScope | null } | undefined;
    void run<SourceScope | null>('chooseSources').then((scope) => (ended = { scope }));
    const { scope } = await eventually('the choice to end', async () => {
      await commands.executeCommand('workbench.action.closeQuickOpen');
      return ended;
    });
    assert.deepEqual(scope, chosen);
    assert.equal(await run('chooseSources', {}), null);
  });

  it('refuses what the API does not take, and says what and why', async () => {
    const refused = async (name: string, argument: unknown, words: RegExp): Promise<void> =>
      assert.rejects(Promise.resolve(run(name, argument)), words);
    await refused('chooseSources', { include: ['localhost'] }, /chooseSources: include “localhost”: Write a domain/);
    await refused('chooseSources', { after: '2026-02-30' }, /after “2026-02-30”/);
    await refused('chooseSources', { location: 'UK' }, /location “UK”/);
    await refused('chooseSources', { includes: ['example.com'] }, /chooseSources/);
    await refused('start', { question: 'Q?', scope: { exclude: ['*.com'] } }, /start: exclude “\*\.com”/);
  });
});
