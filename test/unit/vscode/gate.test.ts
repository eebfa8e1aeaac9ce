import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { ESLint, Linter } from 'eslint';
import ts from 'typescript';
import tseslint from 'typescript-eslint';
import { inertTexts } from './inertTexts';

const root = path.resolve(__dirname, '../../../..');

/** The types of VS Code's API, as TypeScript names the file. */
const apiFile = realpathSync(path.join(root, 'node_modules/@types/vscode/index.d.ts')).replaceAll('\\', '/');

/** A file outside of the gate, as the linter sees it. */
const outside = 'src/vscode/question/steps.ts';

/** The rules for such a file, as far as they are about the gate. */
interface GateRules {
  readonly 'no-restricted-imports': readonly [
    unknown,
    { readonly paths: readonly [{ readonly allowImportNames: string[] }] },
  ];
  readonly 'no-restricted-properties': readonly [unknown, ...RestrictedProperty[]];
}

interface RestrictedProperty {
  readonly object?: string;
  readonly property?: string;
  readonly allowProperties?: string[];
}

describe('The gate for texts that VS Code interprets', () => {
  let surface: TextSurface;

  before(() => {
    surface = new TextSurface();
  });

  it('lets nothing else use a member of VS Code that takes a text, but for those that were looked at', async () => {
    const { names, members, forbidden } = await allowed();
    const found = [
      ...names.filter((name) => !members.has(name)).flatMap((name) => surface.ofDeclaration(name, names)),
      ...[...members].flatMap(([namespace, own]) =>
        own.flatMap((member) => surface.ofMember(namespace, member, names)),
      ),
    ];
    const permitted = found.filter((text) => !forbidden.some((member) => text.includes(`.${member}(`)));
    assert.deepEqual([...new Set(permitted)].sort(), Object.values(inertTexts).flat().sort());
  });

  it('finds the texts in what is not allowed, options, results and unions among it', () => {
    const texts = (namespace: string, member: string): readonly string[] => surface.ofMember(namespace, member, []);
    assert(texts('window', 'showInputBox').includes('window.showInputBox(options.prompt)'));
    assert(texts('window', 'showInputBox').includes('window.showInputBox(options.validateInput().message)'));
    assert(texts('window', 'showQuickPick').includes('window.showQuickPick(items[].detail)'));
    assert(texts('window', 'withProgress').includes('window.withProgress(options.title)'));
    assert(
      texts('window', 'createTreeView').includes('window.createTreeView(options.treeDataProvider.getTreeItem().label)'),
    );
    assert(surface.ofDeclaration('StatusBarItem', []).includes('StatusBarItem.tooltip'));
    assert(surface.ofDeclaration('TreeItem', []).includes('new TreeItem(label)'));
  });

  it('is kept by the linter', async () => {
    const forbidden = [
      "import { window } from 'vscode';\nvoid window.showInformationMessage('x');",
      "import { window } from 'vscode';\nconst { showInputBox } = window;\nvoid showInputBox({});",
      "import { window as shown } from 'vscode';\nvoid shown;",
      "import { window } from 'vscode';\nconst shown = window;\nvoid shown;",
      "import * as vscode from 'vscode';\nvoid vscode;",
      "import { TreeItem } from 'vscode';\nvoid TreeItem;",
      "import type { StatusBarItem } from 'vscode';\nexport type Item = StatusBarItem;",
      "import { commands } from 'vscode';\nvoid commands.executeCommand('vscode.diff', 1, 2, 'title');",
      "import type { TextEditor } from 'vscode';\nexport const decorate = (editor: TextEditor) => editor.setDecorations;",
      "import type { PlainText } from './ui/plainText';\nexport const text = 'x' as PlainText;",
    ];
    const complaints = await complaintsOfLinter();
    for (const code of forbidden) assert.notDeepEqual(complaints(code), [], code);
    const permitted = [
      "import { window } from 'vscode';\nvoid window.activeTextEditor;",
      "import { commands } from 'vscode';\nvoid commands.executeCommand('vscode.open', 1);",
    ];
    for (const code of permitted) assert.deepEqual(complaints(code), []);
  });
});

async function rulesOutside(): Promise<GateRules> {
  const config: unknown = await new ESLint({ cwd: root }).calculateConfigForFile(outside);
  return (config as { readonly rules: GateRules }).rules;
}

/** What the rules of the gate say about a piece of code outside of it. */
async function complaintsOfLinter(): Promise<(code: string) => readonly string[]> {
  const rules = await rulesOutside();
  const kept = Object.entries(rules).filter(([name]) => name.startsWith('no-restricted-'));
  const config: Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    rules: Object.fromEntries<Linter.RuleEntry>(kept as [string, Linter.RuleEntry][]),
  };
  return (code) => new Linter().verify(code, config, 'some.ts').map(({ message }) => message);
}

/** What may be used of VS Code outside of the gate: names, and the members of those that are namespaces. */
async function allowed(): Promise<{
  readonly names: readonly string[];
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** Members of whatever object. */
  readonly forbidden: readonly string[];
}> {
  const rules = await rulesOutside();
  const [, { paths }] = rules['no-restricted-imports'];
  const [, ...properties] = rules['no-restricted-properties'];
  return {
    names: paths[0].allowImportNames,
    members: new Map(
      properties.flatMap(({ object, allowProperties = [] }) => (object ? [[object, allowProperties]] : [])),
    ),
    forbidden: properties.flatMap(({ property }) => property ?? []),
  };
}

/** Deeper there are only types that contain themselves. */
const deepest = 6;

/** Where the API of VS Code takes texts, as its types tell. */
class TextSurface {
  readonly #checker: ts.TypeChecker;
  readonly #exports: ReadonlyMap<string, ts.Symbol>;

  constructor() {
    const program = ts.createProgram([apiFile], { types: [], strict: true, target: ts.ScriptTarget.ES2022 });
    this.#checker = program.getTypeChecker();
    const [api] = this.#checker.getAmbientModules().filter(({ name }) => name === '"vscode"');
    assert(api);
    this.#exports = new Map(this.#checker.getExportsOfModule(api).map((symbol) => [symbol.name, symbol]));
  }

  /** The texts that an instance, a class or a variable takes. Those of `known` types are looked at by themselves. */
  ofDeclaration(name: string, known: readonly string[]): readonly string[] {
    const symbol = this.#exports.get(name);
    assert(symbol, `VS Code has no ${name}`);
    if ((symbol.flags & (ts.SymbolFlags.Enum | ts.SymbolFlags.Variable)) !== 0) return [];
    const others = known.filter((other) => other !== name);
    const instance = this.#checker.getDeclaredTypeOfSymbol(symbol);
    return [...this.#surfaceOf(instance, name, others), ...this.#staticTexts(symbol, name, others)];
  }

  /** The texts that a member of a namespace takes. */
  ofMember(namespace: string, member: string, known: readonly string[]): readonly string[] {
    const owner = this.#exports.get(namespace);
    const symbol = owner && this.#checker.getExportsOfModule(owner).find(({ name }) => name === member);
    assert(symbol, `VS Code has no ${namespace}.${member}`);
    const type = this.#checker.getTypeOfSymbol(symbol);
    const label = `${namespace}.${member}`;
    const calls = type.getCallSignatures();
    if (calls.length > 0) return calls.flatMap((call) => this.#parametersOf(call, label, known));
    return this.#surfaceOf(type, label, known);
  }

  #staticTexts(symbol: ts.Symbol, name: string, known: readonly string[]): readonly string[] {
    if ((symbol.flags & ts.SymbolFlags.Class) === 0) return [];
    const type = this.#checker.getTypeOfSymbol(symbol);
    const made = type.getConstructSignatures().flatMap((call) => this.#parametersOf(call, `new ${name}`, known));
    return [...made, ...this.#methodTexts(type, name, known)];
  }

  /** What can be set on an object that VS Code gives, and what its methods take. */
  #surfaceOf(type: ts.Type, label: string, known: readonly string[]): readonly string[] {
    if (this.#isKnown(type, known) || !this.#isOfApi(type)) return [];
    const settable = type
      .getProperties()
      .filter((property) => !isReadonly(property))
      .flatMap((property) => {
        const valueType = this.#checker.getTypeOfSymbol(property);
        return valueType.getCallSignatures().length > 0
          ? []
          : this.#textsIn(valueType, `${label}.${property.name}`, known);
      });
    return [...settable, ...this.#methodTexts(type, label, known)];
  }

  #methodTexts(type: ts.Type, label: string, known: readonly string[]): readonly string[] {
    if (!this.#isOfApi(type)) return [];
    return type.getProperties().flatMap((property) => {
      const calls = this.#checker.getTypeOfSymbol(property).getCallSignatures();
      return calls.flatMap((call) => this.#parametersOf(call, `${label}.${property.name}`, known));
    });
  }

  #parametersOf(call: ts.Signature, label: string, known: readonly string[]): readonly string[] {
    return call.getParameters().flatMap((parameter) => {
      const type = this.#checker.getTypeOfSymbol(parameter);
      return this.#textsIn(type, parameter.name, known).map((text) => `${label}(${text})`);
    });
  }

  /** The texts within a value that is handed to VS Code: in its members, elements, and what its methods give back. */
  #textsIn(type: ts.Type, label: string, known: readonly string[], above: readonly ts.Type[] = []): readonly string[] {
    if ((type.flags & ts.TypeFlags.String) !== 0) return [label];
    if (type.isUnionOrIntersection()) return type.types.flatMap((part) => this.#textsIn(part, label, known, above));
    if ((type.flags & ts.TypeFlags.TypeParameter) !== 0) {
      const constraint = this.#checker.getBaseConstraintOfType(type);
      return constraint && constraint !== type ? this.#textsIn(constraint, label, known, above) : [];
    }
    if ((type.flags & ts.TypeFlags.Object) === 0 || above.includes(type) || above.length > deepest) return [];
    if (this.#isKnown(type, known)) return [];
    const inside = [...above, type];
    const calls = type.getCallSignatures();
    if (calls.length > 0) {
      return calls.flatMap((call) => this.#textsIn(this.#settled(call.getReturnType()), `${label}()`, known, inside));
    }
    const elements = this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    if (elements) return this.#textsIn(elements, `${label}[]`, known, inside);
    return type.getProperties().flatMap((property) => {
      const valueType = this.#checker.getTypeOfSymbol(property);
      return this.#textsIn(valueType, `${label}.${property.name}`, known, inside);
    });
  }

  /** What a promise gives, or a value at once. */
  #settled(type: ts.Type): ts.Type {
    return this.#checker.getAwaitedType(type) ?? type;
  }

  /** Whether a type is declared by VS Code, and not by the language. */
  #isOfApi(type: ts.Type): boolean {
    const symbol = type.symbol as ts.Symbol | undefined;
    return (symbol?.declarations ?? []).some((declaration) => declaration.getSourceFile().fileName === apiFile);
  }

  #isKnown(type: ts.Type, known: readonly string[]): boolean {
    return [type.symbol, type.aliasSymbol].some((symbol) => {
      const name = symbol?.name;
      return (
        name !== undefined && (known.includes(name) || name === 'Event' || name === 'Uint8Array' || name === 'RegExp')
      );
    });
  }
}

function isReadonly({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some(
    (declaration) =>
      (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0 || ts.isGetAccessor(declaration),
  );
}
