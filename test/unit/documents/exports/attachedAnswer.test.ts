import assert from 'node:assert/strict';
import { localizeWith } from '../../../../src/base/localize';
import { attachedAnswer } from '../../../../src/documents/exports/attachedAnswer';
import { contextTitle, isAnswer } from '../../../../src/research/thread/context';
import { readSources } from '../../../../src/research/answer/sources';
import { composeInput } from '../../../../src/runs/send/input';

describe('An earlier answer that goes along with a question', () => {
  const localize = localizeWith({});
  const uri = 'research-thread:/Gold.md?thread/turn';
  const citation = (url: string, title: string | null) => ({ url, title, excerpts: [] });
  const answer = (text: string, ...citations: ReturnType<typeof citation>[]) =>
    readSources({ type: 'text', text, basis: [{ field: 'output', reasoning: '', citations, confidence: null }] });

  it('is named by its question and keeps its text, its markers and the sources that they name', () => {
    const sourced = answer(
      'Norway won **18** [1].',
      citation('https://example.com/medals', 'Medal table'),
      citation('https://example.org/read', null),
    );
    assert.deepEqual(attachedAnswer('Who won\nmost?', sourced, uri, localize), {
      label: 'Answer: Who won most?',
      uri,
      languageId: 'markdown',
      lines: null,
      text: 'Norway won **18** [1].\n\nSources:\n\n[1] Medal table: https://example.com/medals',
    });
  });

  it('names all sources when its text names none, and no list without any', () => {
    assert.match(
      attachedAnswer('q', answer('Norway.', citation('https://a.com/x', null)), uri, localize).text,
      /\[1\] a\.com: https:\/\/a\.com\/x$/,
    );
    assert.equal(attachedAnswer('q', answer('Norway.'), uri, localize).text, 'Norway.');
  });

  it('has a short name, whatever its question', () => {
    const { label } = attachedAnswer(`${'long '.repeat(100)}\u202e`, answer('x'), uri, localize);
    assert.ok(label.length < 100);
    assert.doesNotMatch(label, /\u202e/);
  });

  it('is not called a part of the document that is being written', () => {
    const context = attachedAnswer('Who won?', answer('Norway.'), uri, localize);
    assert.ok(isAnswer(context));
    const input = composeInput('And second?', [context]);
    assert.ok(input.includes(`From ${contextTitle(context)}:`));
    assert.ok(!input.includes('document being written'));
    assert.ok(composeInput('And?', [{ ...context, uri: 'file:///notes.md' }]).includes('document being written'));
  });
});
