import assert from 'node:assert/strict';
import { differences, textsOf } from '../../l10n/texts.mjs';

const found = async (contents: string) => textsOf([{ name: 'src/a.ts', contents }]);

describe('the texts for translation', () => {
  const styles = {
    'l10n.t of VS Code': "import { l10n } from 'vscode';\nexport const a = () => l10n.t('Send {0}', 'x');",
    'localize, passed to a room': "export const a = (localize: Localize) => localize('Send {0}', 'x');",
    'localize of an object':
      "class A { readonly #localize: Localize; a() { return this.#localize('Send {0}', 'x'); } }",
    'localize of the options of an object':
      "class A { readonly #options: { readonly localize: Localize }; a() { return this.#options.localize('Send {0}', 'x'); } }",
    'over several lines': "export const a = (localize: Localize) =>\n  localize(\n    'Send {0}',\n    'x',\n  );",
  };
  for (const [name, contents] of Object.entries(styles)) {
    it(`are found: ${name}`, async () => {
      assert.deepEqual(await found(contents), { bundle: { 'Send {0}': 'Send {0}' }, problems: [] });
    });
  }

  it('are found with every character that they have', async () => {
    const text = 'It’s “free”: \\ {0}\n"a" \'b\'';
    const contents = `export const a = (localize: Localize) => localize(${JSON.stringify(text)}, 1);`;
    assert.deepEqual(await found(contents), { bundle: { [text]: text }, problems: [] });
  });

  const refused = {
    'put together': "localize('Send ' + name)",
    'a template with values': 'localize(`Send ${name}`)',
    'a variable': 'l10n.t(name)',
    'one of two': "this.#localize(one ? 'a' : 'b')",
    nothing: 'localize()',
  };
  for (const [name, call] of Object.entries(refused)) {
    it(`are refused, with their place: ${name}`, async () => {
      const { bundle, problems } = await found(`\nexport const a = ${call};`);
      assert.deepEqual(bundle, {});
      assert.match(problems.join('\n'), /^src\/a\.ts:2: What is translated must be one string literal/);
    });
  }

  it('are refused where what translates them has another name', async () => {
    const { problems } = await found("export const a = (t: Localize) => t('Send');");
    assert.match(problems.join('\n'), /^src\/a\.ts:1: Name a Localize “localize”/);
  });

  it('are compared with the bundle by name', () => {
    assert.deepEqual(differences({ Old: 'Old', Same: 'Same' }, { New: 'New', Same: 'Same' }), [
      'missing: “New”',
      'not used: “Old”',
    ]);
    assert.deepEqual(differences({ Same: 'Same' }, { Same: 'Same' }), []);
  });
});
