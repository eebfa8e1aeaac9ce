import assert from 'node:assert/strict';
import { localizeWith } from '../../../../src/base/localize';
import { runsUnderWay, statusText, statusTooltip, type RunUnderWay } from '../../../../src/vscode/turns/runOverview';
import type { ThreadId, TurnId } from '../../../../src/research/thread/ids';

const english = localizeWith({});

function run(overrides: Partial<RunUnderWay> = {}): RunUnderWay {
  return {
    threadId: 'thread' as ThreadId,
    turnId: 'turn' as TurnId,
    title: 'Winter Olympics',
    question: 'Who won most?',
    isQuick: false,
    since: 0,
    ...overrides,
  };
}

describe('what the status bar says of the runs under way', () => {
  it('is how many there are, and of which kind', () => {
    const text = (...runs: readonly RunUnderWay[]): string => statusText(runs, english);
    assert.equal(text(run()), 'Researching');
    assert.equal(text(run(), run()), 'Researching 2 questions');
    assert.equal(text(run({ isQuick: true })), 'Writing');
    assert.equal(text(run({ isQuick: true }), run({ isQuick: true })), 'Writing 2 answers');
    assert.equal(text(run(), run(), run({ isQuick: true })), 'Researching 2, writing 1');
  });

  it('is one line for each thread in its tooltip, with the time that it takes already', () => {
    const runs = [run(), run({ title: 'Pricing', since: 60_000 })];
    assert.equal(
      statusTooltip(runs, 72_000, english),
      'Winter Olympics · 1 min 12 s\nPricing · 12 s\nSelect to choose one to show.',
    );
    assert.match(statusTooltip([run()], 1_000, english), /^Winter Olympics · 1 s\nSelect to show it in the chat\.$/);
  });

  it('leaves out turns that are not known any more', () => {
    const address = { threadId: 'thread' as ThreadId, turnId: 'turn' as TurnId };
    assert.deepEqual(
      runsUnderWay([address], () => undefined),
      [],
    );
  });
});
