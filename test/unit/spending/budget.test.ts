import assert from 'node:assert/strict';
import fc from 'fast-check';
import { localizeWith } from '../../../src/base/localize';
import { budgetRefusal, decodeDollars } from '../../../src/spending/budget';
import { type Amount, mayBeBilled, nothingSpent, type Spending } from '../../../src/spending/charges';
import { spentWords } from '../../../src/spending/spendingWords';

const localize = localizeWith({});
const amount = (mills: number, count = 1, unpriced = 0): Amount => ({ mills, count, unpriced });
const spending = (more: Partial<Spending>): Spending => ({ ...nothingSpent, ...more });

describe('an amount of money in a setting', () => {
  it('is dollars, in whole mills', () => {
    const mills = (value: unknown): unknown => {
      const decoded = decodeDollars(value);
      return decoded.ok ? decoded.value : decoded.failure;
    };
    assert.deepEqual([0, 0.005, 0.29, 1, 1.005, 2.4, 0.0259].map(mills), [0, 5, 290, 1_000, 1_005, 2_400, 25]);
    assert.equal(mills(null), null);
  });

  it('is nothing else', () => {
    for (const value of [undefined, '1', '', -1, -0.001, NaN, Infinity, 1e300, true, [], {}, [1]])
      assert.deepEqual(decodeDollars(value), { ok: false, failure: 'notAnAmount' }, JSON.stringify(value));
  });

  it('is never rounded up', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.double({ min: 0, max: 0.99, noNaN: true }), (mills, more) => {
        const decoded = decodeDollars(mills / 1_000);
        assert(decoded.ok);
        assert.equal(decoded.value, mills);
        const between = decodeDollars((mills + more) / 1_000);
        assert(between.ok);
        assert.equal(between.value, mills);
      }),
    );
  });
});

describe('a budget', () => {
  const daily = (limit: number | null, spent: Spending, price: number): string | null =>
    budgetRefusal('daily', limit, spent, price, localize);

  it('allows what fits, to the mill, and everything where there is none', () => {
    const spent = spending({ completed: amount(900), underWay: amount(50) });
    assert.equal(daily(1_000, spent, 50), null);
    assert.notEqual(daily(1_000, spent, 51), null);
    assert.equal(daily(null, spent, 1_000_000), null);
    assert.notEqual(daily(0, nothingSpent, 5), null);
  });

  it('says what counts, each apart', () => {
    const spent = spending({ completed: amount(900), underWay: amount(50) });
    assert.equal(
      daily(1_000, spent, 100),
      'The daily budget of $1.00 allows no more: $0.90 spent today, $0.05 in progress, and this question costs $0.10.',
    );
    assert.equal(
      budgetRefusal('perThread', 50, spending({ unknown: amount(25) }), 50, localize),
      'The budget of this thread, $0.05, allows no more: $0.00 spent, $0.025 that may have been billed, and this question costs $0.05.',
    );
  });

  it('holds whatever comes of what is under way or unknown', () => {
    const anyAmount = fc.nat(5_000).map((mills) => amount(mills));
    const anySpending = fc.record({ completed: anyAmount, underWay: anyAmount, unknown: anyAmount });
    fc.assert(
      fc.property(fc.nat(10_000), anySpending, fc.nat(2_400), (limit, spent, price) => {
        assert.equal(daily(limit, spent, price) === null, mayBeBilled(spent) + price <= limit);
      }),
    );
  });
});

describe('the words for what was spent', () => {
  const today = (more: Partial<Spending>, isWhole = true, limit: number | null = null) => ({
    spending: spending(more),
    isWhole,
    limit,
  });
  const words = (...[thread, day]: [Spending | null, ReturnType<typeof today> | null]): string | null =>
    spentWords(thread, day, localize);

  it('are none where nothing was', () => {
    assert.equal(words(null, null), null);
    assert.equal(words(nothingSpent, today({})), null);
    assert.equal(words(spending({ underWay: amount(25) }), today({ underWay: amount(25) })), null);
  });

  it('say what the thread and the day came to', () => {
    const thread = spending({ completed: amount(50) });
    assert.equal(words(thread, today({ completed: amount(120) })), '$0.05 in this thread, $0.12 today');
    assert.equal(words(thread, null), '$0.05 in this thread');
    assert.equal(words(null, today({ completed: amount(120) })), '$0.12 today');
    assert.equal(words(null, today({ completed: amount(120) }, true, 1_000)), '$0.12 of $1.00 today');
  });

  it('say that there may be more', () => {
    assert.equal(words(null, today({ completed: amount(120) }, false)), 'at least $0.12 today');
    assert.equal(words(null, today({ completed: amount(120) }, false, 1_000)), 'at least $0.12 of $1.00 today');
    const thread = spending({ completed: amount(50), unknown: amount(25) });
    assert.equal(words(thread, null), '$0.05 in this thread; 1 more in this thread may have been billed ($0.025)');
    assert.equal(
      words(spending({ unknown: amount(50, 2) }), null),
      'questions that may have been billed: 2 in this thread ($0.05)',
    );
  });

  it('say of each figure what it counts, so that none takes the place of another', () => {
    const lost = today({ completed: amount(120), unknown: amount(50, 2) });
    assert.equal(words(spending({}), lost), '$0.12 today; 2 more today may have been billed ($0.05)');
    assert.equal(
      words(spending({ unknown: amount(25) }), lost),
      '$0.12 today; 1 more in this thread ($0.025) and 2 today ($0.05) may have been billed',
    );
    assert.equal(words(null, today({ unknown: amount(25) })), 'questions that may have been billed: 1 today ($0.025)');
    assert.equal(
      words(spending({ unknown: amount(25) }), today({ unknown: amount(50, 2) })),
      'questions that may have been billed: 1 in this thread ($0.025), 2 today ($0.05)',
    );
    assert.equal(words(null, today({ completed: amount(0, 2, 2) })), 'price of 2 answers today not known');
  });

  it('give no figure for what has no price', () => {
    assert.equal(words(spending({ completed: amount(0, 1, 1) }), null), 'price of 1 answer in this thread not known');
    assert.equal(
      words(spending({ completed: amount(50, 3, 2) }), null),
      '$0.05 in this thread; price of 2 answers in this thread not known',
    );
    assert.equal(
      words(spending({ unknown: amount(0, 1, 1) }), null),
      'questions that may have been billed: 1 in this thread (price not known)',
    );
  });
});
