import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PieceRecorder } from '../../../../src/runs/watch/pieceRecorder';
import { FakeClock, settle } from '../../fakeClock';

describe('The recorder of an arriving text', () => {
  it('records the first piece at once and then four times a second, whatever the pieces', async () => {
    const clock = new FakeClock();
    const records: [number, string][] = [];
    const recorder = new PieceRecorder(clock, (offset, text) => Promise.resolve(records.push([offset, text]) > 0));
    for (let word = 0; word < 100; word += 1) {
      recorder.take('word ');
      await clock.advance(10);
    }
    await recorder.settle();
    assert.deepEqual(records[0], [0, 'word ']);
    assert.ok(records.length >= 4 && records.length <= 6, String(records.length));
    assert.equal(records.map(([, text]) => text).join(''), 'word '.repeat(100));
    assert.equal(clock.pending, 0);
  });

  it('leaves no hole where the disk did not take a piece: that goes along with the next', async () => {
    const anyStep = fc.record({ piece: fc.string({ minLength: 1 }), after: fc.nat(400), kept: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 20 }), fc.boolean(), async (steps, lastKept) => {
        const clock = new FakeClock();
        let kept = '';
        let takes = true;
        const recorder = new PieceRecorder(clock, (offset, text) => {
          assert.equal(offset, kept.length);
          if (takes) kept += text;
          return Promise.resolve(takes);
        });
        for (const step of steps) {
          takes = step.kept;
          recorder.take(step.piece);
          await clock.advance(step.after);
        }
        takes = lastKept;
        await recorder.settle();
        const whole = steps.map(({ piece }) => piece).join('');
        assert.ok(lastKept ? kept === whole : whole.startsWith(kept));
        assert.equal(clock.pending, 0);
      }),
    );
  });

  it('records nothing more once it is stopped', async () => {
    const clock = new FakeClock();
    let records = 0;
    const recorder = new PieceRecorder(clock, () => Promise.resolve((records += 1) > 0));
    recorder.take('a');
    recorder.take('b');
    await recorder.stop();
    recorder.take('c');
    await clock.advance(1_000);
    await settle();
    assert.equal(records, 1);
    assert.equal(clock.pending, 0);
  });
});
