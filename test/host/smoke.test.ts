import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('is there and activates', async () => {
    const extension = vscode.extensions.getExtension('research-threads.research-threads');
    assert.ok(extension, 'not found');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
