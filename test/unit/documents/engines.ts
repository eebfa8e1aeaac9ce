import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CommentSyntax } from '../../../src/documents/comments/commentSyntax';
import { cStyle, hashStyle } from './documentBuilders';

/** A program that runs files of a language, documents of it with text in every form, and what makes a marker. */
export interface Engine {
  readonly program: string;
  readonly languageId: string;
  readonly syntax: CommentSyntax;
  readonly extension: string;
  readonly options: readonly string[];
  /** Whether it makes a program of the file, which is run then. */
  readonly makesProgram?: boolean;
  /** A program that runs all files, for engines that are slow to start. */
  readonly driver?: string;
  /** Code that makes a file of the name `pwned`, in the several forms that could stand in text. */
  readonly code: readonly string[];
  readonly documents: readonly string[];
  /** How often it is tried, by how long a run takes. */
  readonly runs: number;
}

const marker = 'pwned';
const longest = 50_000;

/** Those of several files that make the marker when they are run, each in a folder of its own. */
export async function thoseThatRun(engine: Engine, texts: readonly string[]): Promise<readonly string[]> {
  const root = await mkdtemp(path.join(tmpdir(), 'research-threads-run-'));
  try {
    const folders = texts.map((_, index) => path.join(root, String(index)));
    for (const [index, folder] of folders.entries()) {
      await mkdir(folder);
      await writeFile(path.join(folder, `file${engine.extension}`), texts[index] ?? '');
    }
    await runAll(engine, root);
    return texts.filter((_, index) => existsSync(path.join(folders[index] ?? '', marker)));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Runs the files in the folders below one, one after the other: with the engine's driver, else with a loop of a shell. */
function runAll({ program, options, driver, extension, makesProgram = false }: Engine, root: string): Promise<void> {
  const then = makesProgram ? ' && ./program' : '';
  const loop = `for folder in */; do (cd "$folder" && "$@" file${extension}${then}) </dev/null; done`;
  const [command, ...words] =
    driver === undefined ? ['sh', '-c', loop, 'sh', program, ...options] : [program, ...options, driver];
  return new Promise((resolve) => {
    execFile(command, words, { cwd: root, timeout: longest }, () => resolve()).stdin?.end();
  });
}

/** Runs every `file.py` below its folder, in one process: to start one takes long. */
const pythonDriver = `
import glob, os
root = os.getcwd()
for name in glob.glob(root + "/*/file.py"):
    os.chdir(os.path.dirname(name))
    try:
        exec(compile(open(name).read(), name, "exec"), {})
    except BaseException:
        pass
`;

const nodeDriver = `
const fs = require("fs"), vm = require("vm"), root = process.cwd();
for (const name of fs.readdirSync(root)) {
  process.chdir(root + "/" + name);
  try {
    vm.runInNewContext(fs.readFileSync("file.js", "utf8"), { require });
  } catch {}
}
`;

const shellDocuments = [
  'cat <<EOF\none\ntwo\nEOF\n',
  'cat <<-EOF\n\tone\n\ttwo\n\tEOF\n',
  'cat <<"E F"\none\ntwo\nE F\n',
  'cat <<A <<B\none\nA\ntwo\nB\n',
  'x="$(cat <<EOF\none\ntwo\nEOF\n)"\n',
  'sh <<EOF\necho one\necho two\nEOF\n',
  "echo 'one\ntwo'\n",
  'echo "one\ntwo"\n',
  'x=`\necho one\n`\n',
  'echo ${x:-one\ntwo}\n',
  'echo "${x:-one\ntwo}"\n',
  "echo ${x:-'}'one\n${y:-two}\nthree}\n",
  'echo $((1 +\n2))\n',
  'echo $((1 +\n(2 +\n3)))\n',
  "eval 'echo one\necho two'\n",
  "echo it\\'s 'one\ntwo' # isn't it\n\necho 3\n",
  'case x in\n(x) echo one;;\nesac\n',
];

/** A file of C++ that prints a string of several lines. */
const printed = (string: string): string =>
  `#include <cstdlib>\nconst char *x = ${string};\nint main() { return x[0] == 0; }\n`;

export const engines: readonly Engine[] = [
  {
    program: 'bash',
    runs: 80,
    languageId: 'shellscript',
    syntax: hashStyle,
    extension: '.sh',
    options: [],
    code: ['touch pwned'],
    documents: [
      ...shellDocuments,
      "echo $'one\ntwo'\n",
      'a=(\none\ntwo\n)\n',
      '((\n1\n))\n',
      'echo $[1 +\n2]\n',
      'cat <<< "one\ntwo"\n',
    ],
  },
  {
    program: 'sh',
    runs: 40,
    languageId: 'shellscript',
    syntax: hashStyle,
    extension: '.sh',
    options: [],
    code: ['touch pwned'],
    documents: shellDocuments,
  },
  {
    program: 'perl',
    runs: 80,
    languageId: 'perl',
    syntax: hashStyle,
    extension: '.pl',
    options: [],
    code: ['system(q(touch pwned))', 'system("touch pwned")'],
    documents: [
      'print <<EOF;\none\ntwo\nEOF\n',
      'print <<"E F", <<~X;\none\ntwo\nE F\n  three\n  X\n',
      'print <<`EOF`;\necho one\nEOF\n',
      'print "one\ntwo";\n',
      "print 'one\ntwo';\n",
      'print `\necho one\n`;\n',
      ...[
        'q{one\ntwo}',
        'qq{one\n{two}\n}',
        'qw(one\ntwo)',
        'q#one\ntwo#',
        'qq|one\ntwo|',
        'q (one\ntwo)',
        'qx(\necho)',
      ].map((string) => `print ${string};\n`),
      '$x =~ m{one\ntwo}x;\n',
      '$x =~ s{one\n}{two\n}x;\n',
      '$x = "a"; $x =~ s/a/1 +\n1/e;\n',
      '$x =~ /one\ntwo/x;\n',
      '$x =~ tr/a-c\n/d-f\n/;\n',
      "# isn't\n$x = $#ARGV; print q!one\ntwo!;\n",
      '=pod\n\none\n\n=cut\n\nprint 1;\n',
    ],
  },
  {
    program: 'python3',
    runs: 200,
    languageId: 'python',
    syntax: { ...hashStyle, block: ['"""', '"""'] },
    extension: '.py',
    options: ['-c'],
    driver: pythonDriver,
    code: ['__import__("os").system("touch pwned")', "open('pwned', 'w')"],
    documents: [
      'x = f"""one\ntwo"""\n',
      "x = rf'''one\ntwo'''\n",
      'x = f"""encoding: one\ntwo"""\n',
      'def f():\n    """One.\n\n    Two.\n    """\nf()\n',
      'x = f"one \\\ntwo"\n',
      'exec("""\nx = 1\n""")\n',
    ],
  },
  {
    program: 'make',
    runs: 40,
    languageId: 'makefile',
    syntax: { ...hashStyle, noIndent: true },
    extension: '.mk',
    options: ['-f'],
    code: ['shell touch pwned', 'touch pwned'],
    documents: [
      'define x\na\nb\nendef\nall: ; @echo done\n$(info $(x))\n',
      'define x\n$(info one\ntwo)\nendef\n$(eval $(x))\nall:;\n',
      'define x =\necho one\necho two\nendef\nall:\n\t$(x)\n',
      'x = a \\\n  b\nall:\n\techo $(x) \\\n\t  c\n',
      '.ONESHELL:\nall:\n\techo "one\n\ttwo"\n',
    ],
  },
  {
    program: 'node',
    runs: 200,
    languageId: 'javascript',
    syntax: cStyle,
    extension: '.js',
    options: ['-e'],
    driver: nodeDriver,
    code: ['require("fs").writeFileSync("pwned", "")'],
    documents: [
      'const x = `one\ntwo`;\n',
      'const x = `one ${1 +\n2}\ntwo`;\n',
      'const x = String.raw`one\ntwo`;\n',
      'const x = "one\\\ntwo";\n',
      '/*\n one\n */\nconst x = /"/;\n',
      'const x = /`/, y = `one\ntwo`;\n',
    ],
  },
  {
    program: 'tclsh',
    runs: 80,
    languageId: 'tcl',
    syntax: hashStyle,
    extension: '.tcl',
    options: [],
    code: ['exec touch pwned'],
    documents: [
      'puts "one\ntwo"\n',
      'puts {one\ntwo}\n',
      'puts [subst {one\ntwo}]\n',
      'puts [list one [\nlist two\n]]\n',
      'if {1} {\n  puts one\n}\n',
    ],
  },
  {
    program: 'sqlite3',
    runs: 40,
    languageId: 'sql',
    syntax: { line: '--', noIndent: false, block: ['/*', '*/'] },
    extension: '.sql',
    options: [':memory:', '-init'],
    code: ["SELECT writefile('pwned', 'x')", 'SELECT writefile(char(112, 119, 110, 101, 100), 1)'],
    documents: [
      "SELECT 'one\ntwo';\n",
      'SELECT 1 AS "one\ntwo";\n',
      'SELECT 1 AS `one\ntwo`;\n',
      '/* one\ntwo */\nSELECT 1;\n',
    ],
  },
  {
    program: 'vim',
    runs: 12,
    languageId: 'viml',
    syntax: { line: '"', noIndent: false, block: null },
    extension: '.vim',
    options: ['-es', '-N', '-u', 'NONE', '-c', 'source file.vim', '-c', 'quitall!'],
    code: ["writefile([], 'pwned')", 'call writefile([], "pwned")'],
    documents: [
      'let x =<< trim eval END\none\ntwo\nEND\n',
      'let x = [\n\\ 1,\n\\ ]\n',
      'let x =<< END\none\nEND\nexecute x\n',
    ],
  },
  {
    program: 'g++',
    runs: 4,
    languageId: 'cpp',
    syntax: cStyle,
    extension: '.cpp',
    options: ['-o', 'program', '-x', 'c++'],
    makesProgram: true,
    code: ['int y = system("touch pwned")'],
    documents: [printed('R"(one\ntwo)"'), printed('R"x(one\ntwo)x"')],
  },
];
