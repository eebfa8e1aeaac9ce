import assert from 'node:assert/strict';
import { localizeWith } from '../../../../src/base/localize';
import { notebookText } from '../../../../src/vscode/question/notebookText';

const english = localizeWith({});
const picture = 'iVBORw0KGgo'.repeat(1_000);

function textOf(cells: readonly unknown[], metadata: object = { language_info: { name: 'python' } }): string | null {
  return notebookText(JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }), english);
}

describe('A notebook as text', () => {
  it('is its text, its code, and what that printed', () => {
    const text = textOf([
      { cell_type: 'markdown', source: ['# Medals\n', 'By country.'] },
      {
        cell_type: 'code',
        source: 'print(41)\n',
        outputs: [
          { output_type: 'stream', name: 'stdout', text: ['41\n'] },
          { output_type: 'execute_result', data: { 'text/plain': '42', 'text/html': '<b>42</b>' } },
          { output_type: 'error', ename: 'KeyError', evalue: "'Norway'", traceback: ['\u001b[31mlong'] },
        ],
      },
      { cell_type: 'raw', source: 'raw' },
    ]);
    assert.equal(
      text,
      [
        '# Medals\nBy country.',
        '```python\nprint(41)\n```',
        '```\n41\n```',
        '```\n42\n```',
        "```\nKeyError: 'Norway'\n```",
        '```\nraw\n```',
      ].join('\n\n'),
    );
  });

  it('has no pictures', () => {
    const text = textOf([
      { cell_type: 'markdown', source: `![a chart](data:image/png;base64,${picture})` },
      {
        cell_type: 'code',
        source: 'plot()',
        outputs: [{ output_type: 'display_data', data: { 'image/png': picture, 'text/plain': '<Figure>' } }],
      },
    ]);
    assert.equal(text, 'a chart\n\n```python\nplot()\n```\n\n[picture]');
  });

  it('is none where there is no notebook', () => {
    for (const json of ['', '{', '[]', '{"cells":1}']) assert.equal(notebookText(json, english), null);
  });

  it('ends no fence early', () => {
    assert.equal(textOf([{ cell_type: 'code', source: '"""```"""', outputs: [] }]), '````python\n"""```"""\n````');
  });
});
