import assert from 'node:assert/strict';
import { localizeWith } from '../../../../src/base/localize';
import { scopeView } from '../../../../src/chat/views/scopeView';
import { anywhere } from '../../../../src/research/scope/sourceScope';

describe('Where research looks, in the chat', () => {
  const localize = localizeWith({});

  it('is nothing for anywhere, also where a thread says so at length', () => {
    assert.deepEqual(scopeView(null, localize), { scope: null });
    assert.deepEqual(scopeView(anywhere, localize), { scope: null });
  });

  it('is told in full only where that says more', () => {
    assert.deepEqual(scopeView({ ...anywhere, include: ['.gov'] }, localize), { scope: 'only .gov' });
    assert.deepEqual(scopeView({ ...anywhere, include: ['a.com', 'b.com', 'c.com', 'd.com'] }, localize), {
      scope: 'only a.com, b.com, c.com and 1 more',
      scopeInFull: 'only a.com, b.com, c.com, d.com',
    });
  });
});
