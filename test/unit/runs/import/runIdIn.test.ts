import assert from 'node:assert/strict';
import fc from 'fast-check';
import { runIdIn } from '../../../../src/runs/import/runIdIn';

describe('The id of a run in what was pasted', () => {
  const id = 'trun_0123456789abcdef0123456789abcdef';

  it('is found as it is, in an address, in a line, and in a form that is not known yet', () => {
    assert.equal(runIdIn(id), id);
    assert.equal(runIdIn(`  ${id}\n`), id);
    assert.equal(runIdIn(`https://platform.parallel.ai/play/deep-research/${id}?tab=output`), id);
    assert.equal(runIdIn(`{"run_id": "${id}", "status": "queued"}`), id);
    assert.equal(runIdIn('run-2027.A1'), 'run-2027.A1');
  });

  it('is not found in other text', () => {
    for (const text of ['', '   ', 'a b', 'https://platform.parallel.ai/play', '../..', 'x', 'ünlike']) {
      assert.equal(runIdIn(text), null, text);
    }
  });

  it('never leaves the place of one segment in a path', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string({ unit: 'binary' })), (text) => {
        const found = runIdIn(text);
        assert(found === null || (encodeURIComponent(found).replaceAll('%3A', ':') === found && !/^\.+$/.test(found)));
      }),
    );
  });
});
