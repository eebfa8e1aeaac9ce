import assert from 'node:assert/strict';
import fc from 'fast-check';
import { localizeWith } from '../../../../src/base/localize';
import type { Answer } from '../../../../src/research/answer/answer';
import { readSources } from '../../../../src/research/answer/sources';
import { notAskedYet, suggestionsFor } from '../../../../src/research/answer/suggestions';
import { longReportText } from '../../../webview/longReport';
import { markdown } from '../../webview/markdownArbitrary';
import { basis, structuredAnswer, textAnswer } from '../answerBuilders';

const english = localizeWith({});

function suggestions(answer: Answer): readonly string[] {
  return suggestionsFor(readSources(answer), english);
}

describe('follow-up suggestions', () => {
  it('are none for a short answer that compares nothing and doubts nothing', () => {
    assert.deepEqual(suggestions(textAnswer('**Norway** won 18 gold medals [1].')), []);
  });

  it('ask for more of what a report says least about, and of what it compares', () => {
    assert.deepEqual(suggestions(textAnswer(longReportText)), [
      'How else do Waymo and Zoox differ?',
      'Tell me more about Zoox.',
      'Tell me more about Waymo.',
    ]);
  });

  it('take the columns of a table whose corner is empty', () => {
    const table = '|  | Norway | Italy |\n|---|--:|--:|\n| Gold | 18 | 10 |\n| Silver | 12 | 6 |\n';
    assert.deepEqual(suggestions(textAnswer(table)), ['How else do Norway and Italy differ?']);
  });

  it('compare things in a list that have names, not aspects of one thing', () => {
    const things = 'Waymo and Zoox run services.\n\n- **Waymo:** in five cities\n- **Zoox:** in one city\n';
    assert.deepEqual(suggestions(textAnswer(things)), ['How do Waymo and Zoox differ?']);
    const aspects = 'Its cost and speed matter.\n\n- **Cost:** low\n- **Speed:** high\n';
    assert.deepEqual(suggestions(textAnswer(aspects)), []);
  });

  it('ask what would confirm what the API has little confidence in', () => {
    const content = { founding_date: '2009', keyExecutives: 'Somebody', owners: [{ name: 'Alphabet' }] };
    const fields = structuredAnswer(
      content,
      basis([], { field: 'founding_date', confidence: 'LOW' }),
      basis([], { field: 'keyExecutives', confidence: 'high' }),
      basis([], { field: 'owners.0.name', confidence: 'low' }),
    );
    assert.deepEqual(suggestions(fields), ['What would confirm “Founding date”?']);
    const text = { ...textAnswer('Perhaps.'), basis: [basis([], { confidence: 'low' })] };
    assert.deepEqual(suggestions(text), ['What would confirm this answer?']);
  });

  it('use headings that are questions as they are', () => {
    const text = '## Who owns it?\n\nNobody knows that for certain.\n\n## History\n\nIt began long ago.\n';
    assert.deepEqual(suggestions(textAnswer(text)), ['Tell me more about History.', 'Who owns it?']);
  });

  it('leave out headings that every report has, that come twice, and that have nothing below them', () => {
    const text = ['Summary', 'Strengths', 'Strengths', 'References', 'Waymo'].map((name) => `## ${name}\n\nText.\n`);
    assert.deepEqual(suggestions(textAnswer([...text, '## Empty\n'].join('\n'))), []);
  });

  it('are not what was asked already, however it was typed', () => {
    const made = ['How do A1 and B1 differ?', 'Tell me more about X.'];
    assert.deepEqual(notAskedYet(made, ['how do  a1 and b1 differ']), ['Tell me more about X.']);
  });

  it('are few, short, different, on one line and always the same, whatever the answer is', () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom('Waymo', 'Zoox', 'a\u202Eb', '<img src=x>', '[x](javascript:y)', '$(zap)', '{0}', '**'),
    );
    const piece = fc.oneof(
      markdown,
      words.map((name) => `## ${name}\n\nText about ${name}.\n\n`),
      fc
        .array(words, { minLength: 2, maxLength: 5 })
        .map((names) => names.map((name) => `- **${name}:** text\n`).join('')),
      fc
        .array(words, { minLength: 3, maxLength: 5 })
        .map((names) => `| ${names.join(' | ')} |\n|---|---|---|\n`.repeat(2)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.option(words), (pieces, confidence) => {
        const answer = { ...textAnswer(pieces.join('\n')), basis: [basis([], { confidence })] };
        const made = notAskedYet(suggestions(answer), []);
        assert.deepEqual(notAskedYet(suggestions(answer), []), made);
        assert.ok(made.length <= 3);
        assert.equal(new Set(made).size, made.length);
        for (const suggestion of made) {
          assert.ok(suggestion.length <= 100);
          assert.doesNotMatch(suggestion, /[\n\r\u202a-\u202e\u2066-\u2069]/);
        }
        assert.deepEqual(notAskedYet(made, made), []);
      }),
      { numRuns: 100 },
    );
  });

  it('are found within the time of a test also in an answer made to be slow', () => {
    for (const part of ['# a\n\nb\n\n', '- **A:** b\n', '| a | b | c |\n|---|---|---|\n| A1 | x | y |\n\n', '**']) {
      suggestions(textAnswer(part.repeat(4_000)));
    }
  });
});
