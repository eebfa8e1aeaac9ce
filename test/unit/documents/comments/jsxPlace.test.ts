import assert from 'node:assert/strict';
import ts from 'typescript';
import { applied } from '../../../../src/documents/model/change';
import { changeFor, cStyle, lines, medals, target } from '../documentBuilders';

/** What a program means: its parts in their order, and what its pages show. Comments are neither. */
function meaning(text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    // A comment between tags is an expression without a value.
    if (ts.isJsxExpression(node) && !node.expression) return;
    if (!ts.isJsxText(node)) found.push(ts.SyntaxKind[node.kind]);
    else if (shownText(node.text) !== '') found.push(shownText(node.text));
    if (ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node)) found.push(node.text);
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile('a.tsx', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return found;
}

/** Lines of text between tags are shown with a space between them, and without the white space around them. */
function shownText(text: string): string {
  const shown = text.split('\n').map((line) => line.trim());
  return shown.filter((line) => line !== '').join(' ');
}

const page = lines(
  'export function App({ items, ok, n }) {',
  '  const x = n < 3 ? 1 : 2;',
  '  return (',
  '    <>',
  '      <div',
  '        title="of two',
  '          lines"',
  '        onClick={() => {',
  '          go();',
  '        }}',
  '      >',
  '        text on',
  '        two lines {n} and more',
  "        {ok ? <b>x</b> : <i>y's</i>}",
  '        {items.map((item) => (',
  '          <li key={item}>',
  '            {item}',
  '          </li>',
  '        ))}',
  '',
  '        <input',
  '          type="text"',
  '        />',
  '        {/* a comment */}',
  '        {',
  '          // another <b>',
  '          x',
  '        }',
  '      </div>',
  '',
  '      100% & more / slashes // here',
  '    </>',
  '  );',
  '}',
  '',
  'let last = x++ / 2; /* <b> */',
);

const types = lines(
  'const ratio = (a: number, b: number) => a / b / 2;',
  'const pattern = /<div>[/"`]/g;',
  'const f = async <T extends object>(value: T): Promise<T> => { return value; };',
  'const g = <T,>(value: T) => value;',
  'class K<T> extends Base<T> {',
  '  m<U>(u: U) { return this.x < 3; }',
  '',
  '  render() {',
  '    return a && <Foo.Bar<string> v={{ a: 1, b: () => ({}) }} w="}">',
  "      {`t ${a ? <b>x</b> : '}'} u`}",
  '    </Foo.Bar>;',
  '  }',
  '}',
  '',
  'const t = `',
  '  <div>',
  '',
  '  ${a} </div>`;',
  'const list = [<i key="1" />, <b key="2">z</b>].map((e) => e);',
  '',
  'function tail() {',
  '  return list.length < 3;',
  '}',
);

describe('A comment in code with JSX', () => {
  for (const [name, text] of Object.entries({ page, types })) {
    it(`changes neither the program nor what its pages show, on every line: ${name}`, () => {
      const before = meaning(text);
      for (const { index } of text.matchAll(/^/gm)) {
        const into = target(`${text.slice(0, index)}‸${text.slice(index)}`, 'typescriptreact', {
          commentSyntax: cStyle,
        });
        const after = applied(text, changeFor(medals, into));
        assert.deepEqual(meaning(after), before, after);
      }
    }).timeout(20_000);
  }

  it('is one between tags in a file of JavaScript, too', () => {
    const text = lines('const a = (', '  <p>', '    words', '‸    <br />', '  </p>', ');');
    const into = target(text, 'javascript', { commentSyntax: cStyle });
    assert.match(applied(into.text, changeFor(medals, into)), /words\n {4}\{\/\*\n.*Norway won/s);
  });

  it('is found in time that grows as the file does', () => {
    const text = `const a = <b>\n${'  words {n} <c d="e" /> `f` \n'.repeat(20_000)}</b>;\n‸`;
    const into = target(text, 'typescriptreact', { commentSyntax: cStyle });
    assert.match(applied(into.text, changeFor(medals, into)), /<\/b>;\n\/\/ Norway/);
  });
});
