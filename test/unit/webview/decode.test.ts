import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeMessage } from '../../../webview/state/decode';
import { states } from '../../webview/states';
import { englishStrings } from '../../webview/englishStrings';

describe('decoding what the host says', () => {
  for (const [name, view] of Object.entries(states)) {
    it(`takes the view as it is: ${name}`, () => {
      const message = { type: 'snapshot', revision: 1, view, strings: { ...englishStrings, send: 'Senden' } };
      assert.deepEqual(decodeMessage(structuredClone(message)), message);
    });
  }

  it('refuses whatever is missing a part or has one of another kind', () => {
    const message = { type: 'patch', revision: 2, changes: [{ part: 'order', turnIds: ['a'] }] };
    assert.ok(decodeMessage(message));
    assert.equal(decodeMessage({ ...message, revision: '2' }), null);
    assert.equal(decodeMessage({ ...message, changes: [{ part: 'later' }] }), null);
    assert.equal(decodeMessage({ type: 'response', id: 1, outcome: { kind: 'refused' } }), null);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything({ withNullPrototype: true }), (data) => decodeMessage(data) === null));
  });
});
