import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = path.resolve(__dirname, '../../..');

interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly name: string;
  readonly text: string;
  readonly imports: readonly string[];
}

/** What house.mjs says, which is no part of what is bundled with the tests. */
interface House {
  readonly rooms: Readonly<Record<string, readonly string[]>>;
  readonly limits: { readonly file: number };
  roomOf(file: string): string | null;
  problemWithImport(file: string, module: string): string | null;
}

describe('The architecture', () => {
  let house: House;

  before(async () => {
    house = (await import(pathToFileURL(path.join(root, 'house.mjs')).href)) as House;
  });

  const files = ['src', 'webview'].flatMap(readSources);

  it('is looked at as a whole', () => {
    assert(files.length > 40);
    assert.deepEqual(
      [...new Set(files.flatMap(({ name }) => house.roomOf(name) ?? []))].sort(),
      Object.keys(house.rooms).sort(),
    );
  });

  it('lets every room import only the rooms below it, and keeps each outside part in its own place', () => {
    const problems = files.flatMap(({ name, imports }) =>
      imports.flatMap((module) => {
        const problem = house.problemWithImport(name, module);
        return problem === null ? [] : [`${name}: ${problem}`];
      }),
    );
    assert.deepEqual(problems, []);
  });

  it('knows every package that ships', () => {
    const packages = new Set(
      files.flatMap(({ imports }) => imports.filter((module) => !module.startsWith('.')).map(packageOf)),
    );
    assert.deepEqual([...packages].sort(), [
      '@vscode/webview-ui-toolkit',
      'entities',
      'eventsource-parser',
      'hast',
      'hast-util-to-html',
      'hastscript',
      'jsonc-parser',
      'markdown-it',
      'markdown-it-cjk-friendly',
      'node:crypto',
      'node:fs',
      'node:os',
      'node:path',
      'parallel-web',
      'preact',
      'temml',
      'valibot',
      'vscode',
    ]);
  });

  it('has its documents name files that are there', () => {
    const documents = ['ARCHITECTURE.md', ...['src', 'webview', 'test'].flatMap(readmesIn)];
    assert(documents.length > 8);
    const lost = documents.flatMap((document) => {
      const text = readFileSync(path.join(root, document), 'utf8');
      const named = Array.from(text.matchAll(/`((?:\.\.?\/|[\w-]+\/)+[\w.-]+)`/g), ([, name = '']) => name);
      return named.filter((name) => isOurs(name) && !isThere(document, name)).map((name) => `${document}: ${name}`);
    });
    assert.deepEqual(lost, []);
  });

  it('has small files and no state that belongs to nobody', () => {
    for (const { name, text } of files) {
      assert(text.split('\n').length <= house.limits.file + 1, `${name} is too long`);
      assert(!/^(export )?let /m.test(text), `${name} keeps state in a module`);
      assert(!/^export \* from|^export default/m.test(text), `${name} has a barrel or a default export`);
    }
  });

  it('has no circle of files', () => {
    const byName = new Map(files.map((file) => [file.name.replace(/\.tsx?$/, ''), file]));
    const finished = new Set<string>();
    const visit = (name: string, above: readonly string[]): void => {
      assert(!above.includes(name), `circle: ${[...above, name].join(' → ')}`);
      const file = byName.get(name);
      if (!file || finished.has(name)) return;
      for (const target of runtimeImports(file)) visit(target, [...above, name]);
      finished.add(name);
    };
    for (const name of byName.keys()) visit(name, []);
  });
});

function readmesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.posix.join(folder, String(name).replaceAll('\\', '/')))
    .filter((name) => name.endsWith('/README.md'));
}

const tops = ['src', 'webview', 'test', 'media', ...readdirSync(path.join(root, 'src'))];

/** Whether a name is one of a file of ours: there are packages, files of a storage, and paths of others as well. */
function isOurs(name: string): boolean {
  return tops.includes(name.split('/')[0] ?? '');
}

/** Whether there is a file or folder of that name: from the root, from `src`, or from where the document stands. */
function isThere(document: string, name: string): boolean {
  const folders = ['.', 'src', path.posix.dirname(document)];
  return folders.some((folder) =>
    ['', '.ts', '.tsx', '.mjs'].some((ending) => existsSync(path.join(root, folder, name + ending))),
  );
}

function readSources(folder: string): SourceFile[] {
  return readdirSync(path.join(root, folder), { recursive: true })
    .map((name) => path.posix.join(folder, String(name).replaceAll('\\', '/')))
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => {
      const text = readFileSync(path.join(root, name), 'utf8');
      return { name, text, imports: ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName) };
    });
}

function resolved(file: SourceFile, module: string): string {
  return path.posix.join(path.posix.dirname(file.name), module);
}

/** Imports that remain when types are gone; a circle of types alone does no harm. */
function runtimeImports(file: SourceFile): string[] {
  const code = ts.transpileModule(file.text, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      jsx: ts.JsxEmit.Preserve,
      verbatimModuleSyntax: true,
    },
    fileName: file.name,
  }).outputText;
  const imports = ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
  return imports.filter((module) => module.startsWith('.')).map((module) => resolved(file, module));
}

function packageOf(module: string): string {
  const [scope = '', name = ''] = module.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}
