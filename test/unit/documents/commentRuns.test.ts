import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { applied } from '../../../src/documents/model/change';
import { changeFor, source, sourced } from './documentBuilders';
import { engines, thoseThatRun, type Engine } from './engines';

/** Signs that end a string, a here-document, a comment or an expansion in some language. */
const closers = [
  ...[
    "'",
    '"',
    '`',
    ')',
    '}',
    ']',
    '|',
    '/',
    '#',
    '!',
    '*/',
    '))',
    '}}',
    '"""',
    "'''",
    ']]',
    ']=]',
    ')"',
    ')x"',
    '}x;',
  ],
  ...['\n\nEOF\n\n', '\n\n=cut\n\n', '\n\nendef\n\n', '\\'],
];

/** What strings of some language run. */
const openers = [
  ...['$(', '${', '$((', '$[', '$', '`', '{', '@{[', '#{', '[', '\\(', '%{', '$x{', '$x[', '$$x{', '${\\', '@x{'],
  ...['(?{', '$(eval $(', '$(info $('],
];
const closing: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']', '`': '`', $: '' };

function texts(code: string): readonly string[] {
  const ends = closers.map((closer) => `one ${closer}; ${code}; ${closer === '"' ? '"' : ''}`);
  const values = openers.map((open) => {
    const close = Array.from(open, (sign) => closing[sign] ?? '')
      .toReversed()
      .join('');
    return `one ${open}${code}${close} two`;
  });
  const others = [`)"; ${code}; auto z = R"(`, `)x"; ${code}; auto z = R"x(`];
  return [...ends, ...values, ...others, `'; ${code}; '`, `"; ${code}; "`, `)); ${code}; ((1`, `; ${code}`, code];
}

/** Text as a piece of code in Markdown, so that it stays as it is. */
function asCode(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `\`\`\`\` ${line} \`\`\`\``))
    .join('\n');
}

/** Files that inserting one of the texts anywhere in a document makes. */
function filesOf({ languageId, syntax, documents, code }: Engine): fc.Arbitrary<string> {
  const all = code.flatMap(texts);
  return fc.tuple(fc.constantFrom(...documents), fc.constantFrom(...all), fc.nat()).map(([text, running, position]) => {
    const caret = position % (text.length + 1);
    const selection = { start: caret, end: caret };
    const answer = sourced(`${asCode(running)} [1]`, source(1));
    return applied(
      text,
      changeFor(answer, { languageId, text, selection, commentSyntax: syntax, citationStyle: 'auto' }),
    );
  });
}

/** The text in front of a line within a string, as a comment that nothing was done about. */
function carelessly({ documents, code, syntax }: Engine): string[] {
  const [document = ''] = documents;
  const two = document.search(/^two/m);
  const second = two < 0 ? document.indexOf('\n') + 1 : two;
  return code
    .flatMap(texts)
    .map((text) => `${document.slice(0, second)}${syntax.line} ${text}\n${document.slice(second)}`);
}

/** Not every computer has every engine: those that are missing are named, so that nobody takes them for tested. */
const [present, missing] = partition(engines, ({ program }) => !spawnSync(program, ['--version'], { input: '' }).error);
if (missing.length > 0) console.log(`Not on this computer: ${missing.map(({ program }) => program).join(', ')}`);

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): readonly [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

describe('An answer in the comments of a file', () => {
  for (const engine of present) {
    describe(`that ${engine.program} runs`, () => {
      it('would run if it stood there as it is', async () => {
        const files = carelessly(engine);
        while (files.length > 0) if ((await thoseThatRun(engine, files.splice(-12))).length > 0) return;
        assert.fail('Nothing ran.');
      }).timeout(60_000);

      it('does not run', async () => {
        const seed = Date.now();
        const files = fc.sample(filesOf(engine), { numRuns: engine.runs, seed });
        assert.deepEqual(await thoseThatRun(engine, [...new Set(files)]), [], `seed ${seed}`);
      }).timeout(60_000);
    });
  }
});
