import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defaultQuickModel, engineFacts, quickModels } from '../../src/research/engine/engine';
import { defaultProcessor, formatPrice, formatUsualTime, processors } from '../../src/research/engine/processor';
import { readSite } from '../../src/research/scope/siteEntry';
import { mostSites } from '../../src/research/scope/sourceScope';
import { preferences, safeguards } from '../../src/vscode/settings/settingTable';

const root = path.resolve(__dirname, '../../..');

interface MenuEntry {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: unknown;
      readonly restrictedConfigurations: readonly string[];
    };
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly keybindings: readonly MenuEntry[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsContainers: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly configuration: readonly SettingGroup[];
  };
}

/** Settings that stand together in the settings editor. */
interface SettingGroup {
  readonly title: string;
  readonly order: number;
  readonly properties: Readonly<Record<string, Setting>>;
}

interface Setting {
  readonly order: number;
  readonly default: unknown;
  readonly type: unknown;
  readonly minimum?: number;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly scope: string;
  readonly maxItems?: number;
  readonly items?: { readonly pattern: string };
}

describe('The manifest', () => {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
  const texts = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
  const { contributes } = manifest;
  const code = readdirSync(path.join(root, 'src'), { recursive: true })
    .filter((name) => String(name).endsWith('.ts'))
    .map((name) => readFileSync(path.join(root, 'src', String(name)), 'utf8'))
    .join('\n');
  const settings = Object.assign({}, ...contributes.configuration.map(({ properties }) => properties)) as Record<
    string,
    Setting
  >;
  const declared = contributes.commands.map(({ command }) => command);

  it('declares every command that the code carries out, and no other', () => {
    const made = Array.from(
      code.matchAll(/\b(?:(?:command|plainCommand|rawCommand|onThread|onTurn)\(\s*)'(\w+)'/g),
      ([, name]) => `researchThreads.${name ?? ''}`,
    );
    assert.deepEqual([...declared].sort(), made.sort());
  });

  it('puts every command into the category Research', () => {
    for (const { category, command } of contributes.commands) assert.equal(category, 'Research', command);
  });

  it('never offers to pin and to unpin side by side, and ends with an ellipsis only where something is asked', () => {
    const when = (name: string): string | undefined =>
      contributes.menus['commandPalette']?.find(({ command }) => command === `researchThreads.${name}`)?.when;
    assert.equal(when('pinThread'), 'researchThreads.hasThread && !researchThreads.hasPinnedThread');
    assert.equal(when('unpinThread'), 'researchThreads.hasThread && researchThreads.hasPinnedThread');
    assert.equal(texts['command.deleteThread'], 'Delete Thread');
  });

  it('leaves keys to fields to type in and to the Keyboard Shortcuts editor, and says which row they mean', () => {
    const keys = (name: string): readonly (string | undefined)[] =>
      contributes.keybindings.filter(({ command }) => command === `researchThreads.${name}`).map(({ when }) => when);
    for (const name of ['deleteThread', 'renameThread']) {
      assert.deepEqual(keys(name), ['focusedView == researchThreads.threads && listFocus && !inputFocus'], name);
    }
    for (const when of keys('start')) assert.match(when ?? '', /!inKeybindings/);
  });

  it('names only declared commands in menus, keybindings and welcome texts', () => {
    const entries = [...Object.values(contributes.menus).flat(), ...contributes.keybindings];
    for (const { command } of entries) assert(declared.includes(command), command);
    for (const { contents } of contributes.viewsWelcome) {
      const text = texts[contents.slice(1, -1)] ?? '';
      for (const [, command = ''] of text.matchAll(/command:([\w.]+)/g)) assert(declared.includes(command), command);
    }
  });

  it('declares every setting that the code reads, and no other', () => {
    const read = [...Object.keys(preferences), ...Object.keys(safeguards)].map((name) => `researchThreads.${name}`);
    assert.deepEqual(read.sort(), Object.keys(settings).sort());
  });

  it('shows its settings in groups, each setting and each group at a place of its own', () => {
    const groups = contributes.configuration;
    assert.deepEqual(
      groups.map(({ order }) => order),
      groups.map((_group, index) => index + 1),
    );
    for (const { properties } of groups) {
      const orders = Object.values(properties).map(({ order }) => order);
      assert.deepEqual(
        orders,
        orders.map((_order, index) => index + 1),
      );
    }
  });

  it('gives every entry of a menu a place of its own', () => {
    for (const [menu, entries] of Object.entries(contributes.menus)) {
      const places = entries.flatMap(({ when = '', group }) => (group === undefined ? [] : [`${group} where ${when}`]));
      assert.deepEqual(places, [...new Set(places)], menu);
    }
  });

  it('has its settings read in one place', () => {
    const readers = readdirSync(path.join(root, 'src'), { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.ts'))
      .filter((name) =>
        /getConfiguration\(\s*'researchThreads|onDidChangeConfiguration/.test(
          readFileSync(path.join(root, 'src', name), 'utf8'),
        ),
      );
    assert.deepEqual(readers, [path.join('vscode', 'settings', 'settings.ts')]);
  });

  it('declares every view that the code makes, and no other', () => {
    const made = Array.from(code.matchAll(/(?:ViewId|TreeId) = '([\w.]+)'/g), ([, id]) => id);
    assert.deepEqual(
      Object.values(contributes.views)
        .flat()
        .map(({ id }) => id)
        .sort(),
      made.sort(),
    );
    const containers = Object.values(contributes.viewsContainers).flat();
    assert.deepEqual(
      containers.map(({ id }) => id),
      Object.keys(contributes.views),
    );
  });

  it('uses only context keys that the code sets', () => {
    const conditions = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(
      ({ when = '' }) => when,
    );
    const used = conditions.flatMap((when) => Array.from(when.matchAll(/researchThreads\.(has\w+)/g), ([key]) => key));
    for (const key of used) assert(code.includes(`'${key}'`), key);
  });

  it('offers the processors of the domain, with their prices and times', () => {
    const setting = settings['researchThreads.processor'];
    assert(setting);
    assert.deepEqual(
      setting.enum,
      processors.map(({ name }) => name),
    );
    assert.deepEqual(
      setting.enumDescriptions,
      processors.map(({ mills, usualSeconds }) => `${formatPrice(mills)} · ${formatUsualTime(usualSeconds)}`),
    );
    assert.equal(setting.default, defaultProcessor);
  });

  it('offers the models of quick answers, with their prices and times', () => {
    const setting = settings['researchThreads.quickAnswer.model'];
    assert(setting);
    assert.deepEqual(setting.enum, quickModels);
    assert.deepEqual(
      setting.enumDescriptions,
      quickModels.map((name) => {
        const facts = engineFacts({ kind: 'quick', name });
        assert(facts);
        return `${formatPrice(facts.mills)} · ${formatUsualTime(facts.usualSeconds)}`;
      }),
    );
    assert.equal(setting.default, defaultQuickModel);
  });

  it('takes as sites in settings what the API takes, and as many', () => {
    const good = [
      'example.com',
      'docs.example.co.uk',
      'bücher.de',
      'example.com/blog',
      '.gov',
      'https://example.com/a?b',
    ];
    const bad = [
      '',
      'example',
      'ftp://example.com',
      'example.com:8080',
      '*.example.com',
      'a@example.com',
      'a.com?b',
      'a b.com',
    ];
    for (const name of ['include', 'exclude']) {
      const setting = settings[`researchThreads.sources.${name}`];
      assert(setting?.items);
      assert.equal(setting.maxItems, mostSites);
      const pattern = new RegExp(setting.items.pattern);
      for (const site of [...good, ...bad]) {
        assert.equal(pattern.test(site), good.includes(site), site);
        assert.equal(readSite(site).ok, good.includes(site), site);
      }
    }
  });

  it('lets no workspace, no container and no other machine say where requests go', () => {
    assert.equal(settings['researchThreads.apiBaseUrl']?.scope, 'application');
  });

  it('lets no workspace, no folder and no other machine say how much a person spends', () => {
    for (const name of ['confirmAbove', 'budget.daily', 'budget.perThread']) {
      const setting = settings[`researchThreads.${name}`];
      assert.equal(setting?.scope, 'application', name);
      assert.deepEqual([setting.type, setting.minimum], [['number', 'null'], 0], name);
    }
  });

  it('leaves out every setting that a workspace could set while that is not trusted', () => {
    const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    const open = Object.entries(settings)
      .filter(([, { scope }]) => scope !== 'application')
      .map(([id]) => id);
    assert.equal(supported, 'limited');
    assert.deepEqual([...restrictedConfigurations].sort(), open.sort());
  });

  it('has a text for every placeholder, and a placeholder for every text', () => {
    const placeholders = new Set(Array.from(JSON.stringify(manifest).matchAll(/%([\w.]+)%/g), ([, key]) => key));
    assert.deepEqual([...placeholders].sort(), Object.keys(texts).sort());
  });

  it('packs every bundle that is built', () => {
    const packed = readFileSync(path.join(root, '.vscodeignore'), 'utf8').split('\n');
    const built = readdirSync(path.join(root, 'dist')).filter((name) => /\.(?:js|css|ttf|txt)$/.test(name));
    assert(built.length > 7);
    for (const name of built) assert(packed.includes(`!dist/${name}`), name);
  });

  it('names files that exist', () => {
    const icons = Object.values(contributes.viewsContainers)
      .flat()
      .map(({ icon }) => icon);
    for (const file of [manifest.main, manifest.icon, ...icons]) assert(existsSync(path.join(root, file)), file);
  });
});
