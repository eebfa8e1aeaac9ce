import assert from 'node:assert/strict';
import { readContext, recordedContext, type AttachedContext } from '../../../../src/research/thread/context';

const notes: AttachedContext = {
  label: 'docs/notes.md',
  uri: 'file:///home/ada/thesis/docs/notes.md',
  languageId: 'markdown',
  lines: null,
  text: 'notes',
};

describe('A part of a document that goes along with a question', () => {
  it('has its path within the workspace folder for a name, and never a path from a root', () => {
    const named = (label: string): string => readContext({ ...notes, label }).label;
    assert.equal(named('docs/notes.md'), 'docs/notes.md');
    assert.equal(named('Untitled-1'), 'Untitled-1');
    assert.equal(named('/home/ada/thesis/notes.md'), 'notes.md');
    assert.equal(named('C:\\Users\\Ada\\notes.md'), 'notes.md');
    assert.equal(named('c:/Users/Ada/notes.md'), 'notes.md');
    assert.equal(named('\\\\server\\share\\notes.md'), 'notes.md');
    assert.equal(named('~/thesis/notes.md'), 'notes.md');
    assert.equal(named('vscode-remote://ssh-remote+host/home/ada/notes.md'), 'notes.md');
  });

  it('is recorded without the address of its document', () => {
    assert.deepEqual(recordedContext(notes), { ...notes, uri: null });
    const answer = { ...notes, label: 'Answer: /etc or /usr?', uri: 'research-thread:/01h/answer.md' };
    assert.deepEqual(recordedContext(readContext(answer)), answer);
  });
});
