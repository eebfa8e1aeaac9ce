import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applied } from '../../../src/documents/model/change';
import { outlineOf } from '../../../src/markdown/outline';
import { changeFor, sourced, target, withAnswer } from './documentBuilders';
import { hostileAnswers } from './hostileAnswers';

/** The imports and exports of a document, with what stands behind the last of them. */
function modulesIn(text: string): readonly string[] {
  const lines = text.split('\n');
  const code = outlineOf(lines, { runsModules: true }).leaves.filter(({ kind }) => kind === 'code');
  const blocks = code.map(({ firstLine, lastLine }) => lines.slice(firstLine, lastLine + 1).join('\n'));
  return blocks.filter((block) => /^(?:import|export)\s/.test(block));
}

describe('Answers in MDX', () => {
  it('leave imports and exports whole', () => {
    const answer = sourced('Norway won.');
    const modules = ["import A from './a'", 'export function b() {', '  c()', '', '  return 1', '}'];
    const document = [...modules, '', '# D', ''].join('\n');
    const expected = [...modules, '', 'Norway won.', '', '# D', ''].join('\n');
    for (const end of [0, 9, document.indexOf('c()'), document.indexOf('return')]) {
      const into = target(`${document.slice(0, end)}‸${document.slice(end)}`, 'mdx');
      assert.equal(withAnswer(answer, into).replace('‸', ''), expected, String(end));
    }
    const inCode = '```\n\nimport a\n```\n\n‸b';
    assert.equal(withAnswer(answer, target(inCode, 'mdx')), inCode.replace('‸b', 'Norway won.‸ b'));
    assert.equal(withAnswer(answer, target('import a ‸b', 'markdown')), 'import a Norway won.‸ b');
  });

  it('know imports from code in lists', () => {
    const document = '- ```\n\n  ```\n\nimport a\n';
    assert.equal(withAnswer(sourced('b'), target(`${document.trimEnd()}‸\n`, 'mdx')), `${document}\nb‸\n`);
  });

  it('keep lists apart with a comment that MDX knows', () => {
    const document = '# One\n\n\n\n- a\n- b';
    const into = target(document.replace('\n\n\n', '\n\n‸\n'), 'mdx');
    const text = withAnswer(sourced('- c'), into);
    assert.ok(text.includes('{/* */}'), text);
    const structure = (all: string): string[] => outlineOf(all.split('\n')).structure.map(({ part }) => part);
    const before = structure(document);
    let kept = 0;
    for (const part of structure(text.replace('‸', ''))) if (part === before[kept]) kept += 1;
    assert.equal(kept, before.length, text);
  });

  it('are no code', () => {
    const answer = sourced('export const a = 1\n\nimport duties rose<br>import x');
    const written = '&#101;xport const a = 1\n\n&#105;mport duties rose\\\n&#105;mport x';
    assert.equal(withAnswer(answer, target('‸', 'mdx')), `${written}‸`);
    assert.equal(withAnswer(sourced('export a'), target('‸b\n', 'mdx')), '&#101;xport a‸ b\n');
    assert.equal(withAnswer(sourced('exports rose'), target('‸', 'mdx')), 'exports rose‸');
    assert.equal(withAnswer(sourced('export a'), target('‸', 'markdown')), 'export a‸');
  });

  it('leave the modules of a document what they are, and add none', () => {
    const document =
      "import A from './a'\n\n# One\nexport const b = [\n  1,\n\n  2,\n]\n\nText\n\n- c\n\nexport * from 'd'\n";
    fc.assert(
      fc.property(hostileAnswers, fc.nat(document.length), (answer, caret) => {
        const selection = { start: caret, end: caret };
        const into = { ...target('‸', 'mdx'), text: document, selection };
        const changed = applied(document, changeFor(answer, into));
        assert.deepEqual(modulesIn(changed), modulesIn(document), changed);
      }),
      { numRuns: 1000 },
    );
  }).timeout(20_000);
});
