import assert from 'node:assert/strict';
import { Patience } from '../../../src/parallel/patience';
import { FakeClock } from '../fakeClock';

const words = { hasWords: true, isLast: false };
const noWords = { hasWords: false, isLast: false };
const last = { hasWords: false, isLast: true };

describe('parallel: waiting for a quick answer', () => {
  let clock: FakeClock;
  let patience: Patience;
  let givenUp: number;

  beforeEach(() => {
    clock = new FakeClock();
    givenUp = 0;
    patience = new Patience(clock, () => (givenUp += 1));
  });

  afterEach(() => {
    patience.dispose();
    assert.equal(clock.pending, 0);
  });

  it('lasts six minutes for the first word, whatever else arrives', async () => {
    patience.hearBytes();
    await clock.advance(359_000);
    patience.hearBytes();
    assert.equal(patience.isOver, null);
    await clock.advance(1_000);
    assert.equal(patience.isOver, 'No answer came within 360 seconds.');
    assert.equal(givenUp, 1);
  });

  it('begins anew with a chunk that has no words yet: the API has taken the question', async () => {
    await clock.advance(300_000);
    patience.hearPiece(noWords);
    await clock.advance(300_000);
    assert.equal(patience.isOver, null);
  });

  it('lasts a minute between bytes once there are words', async () => {
    patience.hearPiece(words);
    await clock.advance(59_000);
    patience.hearBytes();
    await clock.advance(59_000);
    patience.hearPiece(words);
    await clock.advance(59_000);
    assert.equal(patience.isOver, null);
    await clock.advance(1_000);
    assert.equal(patience.isOver, 'Nothing more came within 60 seconds.');
  });

  it('ends although bytes arrive when they mean nothing for six minutes', async () => {
    patience.hearPiece(words);
    for (let passed = 0; passed < 360; passed += 30) {
      assert.equal(patience.isOver, null);
      patience.hearBytes();
      await clock.advance(30_000);
    }
    assert.equal(patience.isOver, 'No more of the answer came within 360 seconds.');
  });

  it('lasts ten seconds for what follows the text', async () => {
    patience.hearPiece(words);
    patience.hearPiece(last);
    await clock.advance(10_000);
    assert.equal(patience.isOver, 'Nothing more came within 10 seconds.');
  });
});
