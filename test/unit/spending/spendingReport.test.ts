import assert from 'node:assert/strict';
import fc from 'fast-check';
import { localizeWith } from '../../../src/base/localize';
import { reportedPeriod, spendingAsMarkdown, type SpendingFacts } from '../../../src/spending/spendingReport';
import { parseMarkdown } from '../../../src/markdown/parse';
import type { Block } from '../../../src/markdown/tree';
import type { RunId, ThreadId } from '../../../src/research/thread/ids';
import { prices } from '../../../src/research/engine/prices';
import type { Charge } from '../../../src/spending/charges';
import { attemptId } from '../research/builders';

const now = new Date(2026, 1, 23, 12).getTime();
const day = 24 * 3_600_000;
const localize = localizeWith({});

const charge = (name: string, more: Partial<Charge> = {}): Charge => ({
  attemptId: attemptId(name),
  runId: null,
  standing: 'completed',
  engine: { kind: 'research', name: 'core-fast' },
  at: now - 3_600_000,
  ...more,
});

const thread = (title: string, ...charges: readonly Charge[]) => ({ threadId: title as ThreadId, title, charges });

function facts(more: Partial<SpendingFacts> = {}): SpendingFacts {
  return { workspaces: [], unreadable: [], daily: null, perThread: null, now, ...more };
}

const report = (more: Partial<SpendingFacts>): string => spendingAsMarkdown(facts(more), localize);

/** The rows of the table whose first column is headed so. */
function rows(markdown: string, heading: string): readonly string[] {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  if (start < 0) return [];
  const end = lines.findIndex((line, index) => index > start && line === '');
  return lines.slice(start + 2, end < 0 ? undefined : end);
}

describe('the report of what was spent', () => {
  it('has what a wrong clock dated ahead with today, under the date that it has', () => {
    const ahead = charge('x', { at: new Date(2055, 0, 1, 12).getTime() });
    const markdown = report({ workspaces: [{ name: null, threads: [thread('a', ahead)] }] });
    assert.match(markdown, /## Today\n\n\$0\.025 /);
    assert.match(rows(markdown, 'Day').join(), /\| 2055-01-01 \(ahead of this computer’s clock\) \|/);
  });

  it('says so when nothing was, with the date of the prices and whose figures count', () => {
    const markdown = report({});
    assert.equal(
      markdown,
      `# Spending

Prices of successful answers as of ${prices.date}; failed ones are free. Your Parallel invoice is authoritative.

## Today

Nothing was spent.

No daily budget. No budget per thread. The settings under researchThreads.budget change them.

## The last 30 days

Nothing was spent.
`,
    );
  });

  it('adds up by day, thread and engine, and keeps apart what is not certain', () => {
    const markdown = report({
      daily: 1_000,
      workspaces: [
        {
          name: null,
          threads: [
            thread('Medals', charge('a'), charge('b', { at: now - day }), charge('c', { standing: 'unknown' })),
            thread('Dear', charge('d', { engine: { kind: 'research', name: 'ultra8x' }, standing: 'underWay' })),
          ],
        },
        { name: 'notes', threads: [thread('Elsewhere', charge('e', { engine: { kind: 'quick', name: 'lite' } }))] },
      ],
    });
    assert(
      markdown.includes(
        '$0.03 for 2 answers. $2.40 in progress. 1 question has an unknown outcome and may have been billed: $0.025.',
      ),
    );
    assert(markdown.includes('Daily budget: $1.00.'));
    assert.deepEqual(rows(markdown, 'Day'), [
      '| 2026-02-23 | 2 | $0.03 | $2.40 | $0.025 |',
      '| 2026-02-22 | 1 | $0.025 |  |  |',
    ]);
    assert.deepEqual(rows(markdown, 'Thread'), [
      '| Medals | 2 | $0.05 |  | $0.025 |',
      '| Elsewhere (in notes) | 1 | $0.005 |  |  |',
      '| Dear |  |  | $2.40 |  |',
    ]);
    assert.deepEqual(rows(markdown, 'Processor or model'), [
      '| core-fast | 2 | $0.05 |  | $0.025 |',
      '| quick answer (lite) | 1 | $0.005 |  |  |',
      '| ultra8x |  |  | $2.40 |  |',
    ]);
  });

  it('counts a thread of two workspaces, and a run of two threads, once', () => {
    const run = { runId: 'trun_1' as RunId };
    const markdown = report({
      workspaces: [
        { name: null, threads: [thread('Medals', charge('a', run))] },
        {
          name: 'notes',
          threads: [
            thread('Medals', charge('a', { ...run, standing: 'underWay' })),
            thread('Added', charge('z', { ...run, standing: 'unknown' })),
          ],
        },
      ],
    });
    assert.deepEqual(rows(markdown, 'Thread'), ['| Medals | 1 | $0.025 |  |  |']);
    assert(markdown.includes('$0.025 for 1 answer.'));
  });

  it('goes back thirty days and no further', () => {
    const { start } = reportedPeriod(now);
    const charges = [charge('first', { at: start }), charge('before', { at: start - 1 })];
    const markdown = report({ workspaces: [{ name: null, threads: [thread('Medals', ...charges)] }] });
    assert.deepEqual(rows(markdown, 'Day'), ['| 2026-01-25 | 1 | $0.025 |  |  |']);
  });

  it('says what could not be read, and gives no price that is not known', () => {
    const later = charge('a', { engine: { kind: 'research', name: 'mega' } });
    const markdown = report({
      unreadable: ['notes'],
      workspaces: [{ name: null, threads: [thread('Medals', later)] }],
    });
    assert(markdown.includes('more may have been spent than shown:\n\n- notes\n'));
    assert(markdown.includes('price not known for 1 answer.'));
    assert.deepEqual(rows(markdown, 'Processor or model'), ['| mega | 1 | price not known |  |  |']);
  });

  it('is built the same whatever titles, workspaces and engines are called', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '| a | b |',
        '[x](command:evil)',
        '![](https://evil)',
        '<script>',
        '\n# h\n',
        '`',
        '\\',
        '$(bug)',
      ),
    );
    const shape = (markdown: string): readonly unknown[] =>
      parseMarkdown(markdown, () => false).map((block: Block) =>
        block.type === 'table' ? [block.header.length, block.rows.map((row) => row.map(onlyText))] : block.type,
      );
    fc.assert(
      fc.property(hostile, hostile, hostile, (title, name, engine) => {
        const made = (words: readonly [string, string, string]): readonly unknown[] =>
          shape(
            report({
              unreadable: [words[1]],
              workspaces: [
                {
                  name: words[1],
                  threads: [thread(words[0], charge('a', { engine: { kind: 'research', name: words[2] } }))],
                },
              ],
            }),
          );
        assert.deepEqual(made([title, name, engine]), made(['a', 'b', 'c']));
      }),
    );
  });
});

function onlyText(cell: readonly { readonly type: string }[]): boolean {
  return cell.every(({ type }) => type === 'text');
}
