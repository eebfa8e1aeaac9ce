import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, extensions, Uri, workspace } from 'vscode';
import { activateWithEmulator, eventually, run, type TurnAddress } from './emulated';
import { type Dialog, hearMessages, type Hearing } from './messages';
import { recordedQuestion } from './recorded';

const question = 'Which country won the most medals?';
const addressVariable = 'RESEARCH_THREADS_API_BASE_URL';

/** How many runs were started, by this suite and all others. */
async function runsStarted(emulator: string): Promise<number> {
  const response = await fetch(`${emulator}/emulator`);
  return ((await response.json()) as { runs: readonly unknown[] }).runs.length;
}

async function set(name: string, value: unknown, target = ConfigurationTarget.Global): Promise<void> {
  await workspace.getConfiguration('researchThreads').update(name, value, target);
}

async function engineOf(turn: TurnAddress | undefined): Promise<string> {
  assert(turn);
  const { request } = await recordedQuestion(turn);
  return request.kind === 'research' ? request.processor : request.model;
}

/** Waits until a change of the settings has reached the extension. */
async function untilNoticed(name: string, value: unknown): Promise<void> {
  await eventually(`${name} to be noticed`, () => {
    const read: unknown = workspace.getConfiguration('researchThreads').get(name);
    return Promise.resolve(JSON.stringify(read) === JSON.stringify(value) ? true : undefined);
  });
}

describe('Settings in a real extension host', () => {
  let emulator: string;
  let heard: Hearing;
  let agree: (dialog: Dialog) => boolean;
  const ask = (given: object = {}): Thenable<TurnAddress | undefined> => run('start', { question, ...given });
  const priceDialogs = (): readonly Dialog[] => heard.dialogs.filter(({ message }) => message.startsWith('Ask this'));

  before(async () => {
    await activateWithEmulator();
    emulator = process.env[addressVariable] ?? '';
  });

  beforeEach(() => {
    agree = () => true;
    heard = hearMessages((dialog) => agree(dialog));
  });

  afterEach(async () => {
    heard.stop();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  describe('that are broken', () => {
    const { contributes } = extensions.getExtension<unknown>('research-threads.research-threads')?.packageJSON as {
      contributes: {
        configuration: { properties: Readonly<Record<string, { scope: string; default: unknown }>> }[];
      };
    };
    const names = contributes.configuration
      .flatMap(({ properties }) => Object.entries(properties))
      .filter(([, { scope }]) => scope !== 'application')
      .map(([id]) => id.replace('researchThreads.', ''));

    for (const name of names) {
      it(`leave the chat and its questions as they are by default: ${name}`, async () => {
        for (const value of [42, null, {}]) {
          await set(name, value);
          await untilNoticed(name, value);
          await run('start');
        }
        assert.equal(await engineOf(await ask()), 'core-fast');
        await set(name, undefined);
        assert(heard.messages.filter((message) => message.includes(`researchThreads.${name}`)).length <= 3);
      });
    }

    it('are told once for each wrong value', async () => {
      for (let times = 0; times < 3; times += 1) {
        await set('processor', 'ultra99');
        await untilNoticed('processor', 'ultra99');
        await run('start');
        await set('processor', undefined);
      }
      const told = heard.messages.filter((message) => message.includes('ultra99'));
      assert.equal(told.length, 1);
      assert.match(
        told[0] ?? '',
        /^The setting researchThreads\.processor can’t be "ultra99"\. It can be lite, .*core-fast/,
      );
    });
  });

  describe('of a workspace', () => {
    // Faster than a person asks there would be another dialog, about that.
    beforeEach(() => new Promise((resolve) => setTimeout(resolve, 10_500)));

    afterEach(async () => {
      for (const name of ['processor', 'quickAnswer.model']) {
        await set(name, undefined, ConfigurationTarget.Workspace);
        await set(name, undefined);
      }
    });

    it('that make a question dearer are asked about, with both prices and where they come from', async () => {
      const before = await runsStarted(emulator);
      await set('processor', 'ultra2x', ConfigurationTarget.Workspace);
      agree = () => false;
      assert.equal(await ask(), undefined);
      const [dialog] = priceDialogs();
      assert.match(dialog?.message ?? '', /\$0\.60/);
      assert.match(
        dialog?.detail ?? '',
        /This workspace’s settings set researchThreads\.processor to ultra2x \(\$0\.60\)\. Without them it’s core-fast \(\$0\.025\)\./,
      );
      assert.equal(await runsStarted(emulator), before);
      agree = () => true;
      assert.equal(await engineOf(await ask()), 'ultra2x');
    });

    it('are asked about where no price is too high otherwise', async () => {
      await set('processor', 'lite');
      await set('confirmAbove', null);
      await set('processor', 'base-fast', ConfigurationTarget.Workspace);
      await ask();
      await set('confirmAbove', undefined);
      assert.equal(priceDialogs().length, 1);
    });

    it('are not asked about where they make it cheaper, or the person chose by hand, or set the same', async () => {
      await set('processor', 'lite', ConfigurationTarget.Workspace);
      assert.equal(await engineOf(await ask()), 'lite');
      await set('processor', 'ultra', ConfigurationTarget.Workspace);
      assert.equal(await engineOf(await ask({ processor: 'ultra' })), 'ultra');
      await set('processor', 'ultra');
      assert.equal(await engineOf(await ask()), 'ultra');
      assert.deepEqual(priceDialogs(), []);
    });

    it('that are broken give way to what the person set', async () => {
      await set('processor', 'lite-fast');
      await set('processor', 42, ConfigurationTarget.Workspace);
      assert.equal(await engineOf(await ask()), 'lite-fast');
      assert.deepEqual(priceDialogs(), []);
    });

    it('cannot say where questions go', async () => {
      await assert.rejects(Promise.resolve(set('apiBaseUrl', 'https://evil.example', ConfigurationTarget.Workspace)));
      const [folder] = workspace.workspaceFolders ?? [];
      assert(folder);
      const file = Uri.joinPath(folder.uri, '.vscode', 'settings.json');
      await workspace.fs.writeFile(
        file,
        new TextEncoder().encode('{ "researchThreads.apiBaseUrl": "https://evil.example", "editor.tabSize": 7 }'),
      );
      try {
        await eventually('the file to be read', () =>
          Promise.resolve(workspace.getConfiguration('editor').get('tabSize') === 7 ? true : undefined),
        );
        const value = workspace.getConfiguration('researchThreads').get('apiBaseUrl');
        assert.equal(value, 'https://api.parallel.ai');
      } finally {
        await workspace.fs.delete(file);
      }
    });
  });

  describe('that name an address which cannot be used', () => {
    let environment: string | undefined;

    beforeEach(() => {
      // Without it, a development host goes by the setting, as an installed extension does.
      environment = process.env[addressVariable];
      Reflect.deleteProperty(process.env, addressVariable);
    });

    afterEach(async () => {
      process.env[addressVariable] = environment;
      await set('apiBaseUrl', 'https://unused.example');
      await set('apiBaseUrl', undefined);
      const before = await runsStarted(emulator);
      assert(await ask({ processor: 'lite' }));
      await eventually('the run', async () => ((await runsStarted(emulator)) > before ? true : undefined));
    });

    it('send nothing and keep the question, and say why', async () => {
      const before = await runsStarted(emulator);
      const addresses = [
        'http://gateway.example',
        'ftp://api.parallel.ai',
        'api.parallel.ai',
        'https://me:hunter2@api.parallel.ai',
        'https://api.parallel.ai?a=b',
        '',
        42,
        null,
        {},
      ];
      for (const address of addresses) {
        await set('apiBaseUrl', address);
        await untilNoticed('apiBaseUrl', address);
        assert.equal(await ask({ processor: 'lite' }), undefined, JSON.stringify(address));
        // That is said in the chat. Whoever is about to enter a key is told the same.
        const told = heard.messages.length;
        assert.equal(await run('setApiKey'), false);
        const [message = ''] = heard.messages.slice(told);
        assert.match(
          message,
          /^The address in the setting researchThreads\.apiBaseUrl can’t be used\. .* Nothing is sent/,
        );
        assert.doesNotMatch(message, /hunter2/);
      }
      assert.equal(await runsStarted(emulator), before);
      assert.deepEqual(heard.dialogs, []);
    });

    it('ask for no key', async () => {
      await set('apiBaseUrl', 'http://gateway.example');
      await untilNoticed('apiBaseUrl', 'http://gateway.example');
      assert.equal(await run('setApiKey'), false);
      assert.match(heard.messages.at(-1) ?? '', /Only a server on this computer may use http/);
    });
  });

  describe('however they are', () => {
    it('let no command send more questions than a person types without asking', async () => {
      let refuses = false;
      agree = () => !refuses;
      const before = await runsStarted(emulator);
      const haste = (): number => heard.dialogs.filter(({ message }) => message.includes('sent within')).length;
      const sent = async (): Promise<number> => (await runsStarted(emulator)) - before;
      refuses = true;
      const asked: (TurnAddress | undefined)[] = [];
      for (let times = 0; times < 7; times += 1) asked.push(await ask({ processor: 'lite' }));
      const through = asked.filter((turn) => turn !== undefined).length;
      assert(through <= 5, String(through));
      assert(haste() >= 2);
      const [dialog] = heard.dialogs;
      assert.match(
        dialog?.message ?? '',
        /^\d+ questions were sent within \d+ (seconds|minutes)\. Send this one for \$0\.005\?$/,
      );
      await eventually('the runs', async () => ((await sent()) >= through ? true : undefined));
      assert.equal(await sent(), through);
      refuses = false;
      assert(await ask({ processor: 'lite' }));
    });
  });
});
