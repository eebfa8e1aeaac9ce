import assert from 'node:assert/strict';
import type { CommentSyntax } from '../../../src/documents/comments/commentSyntax';
import {
  cssStyle,
  cStyle,
  hashStyle,
  htmlStyle,
  lines,
  source,
  sourced,
  target,
  withAnswer,
  withCitation,
} from './documentBuilders';

const batchStyle: CommentSyntax = { line: '@REM', noIndent: false, block: null };
const pugStyle: CommentSyntax = { line: '//-', noIndent: false, block: null };

/** The line that `body`, taken for text and not for Markdown, becomes. */
function lineOf(body: string, text: string, languageId: string, commentSyntax: CommentSyntax): string {
  const written = withAnswer(
    sourced(`x ${body.replace(/[\\`*_<>{}#%@/]/g, '\\$&')}`),
    target(text, languageId, { commentSyntax }),
  );
  return (
    written
      .split('\n')
      .find((line) => line.includes('x '))
      ?.replace('‸', '') ?? ''
  );
}

describe('What would run in a comment', () => {
  it('is taken apart around the tags of PHP', () => {
    assert.equal(lineOf('<?php system("id"); //', '<p>\n‸\n', 'php', cStyle), 'x < ?php system("id"); //');
  });

  for (const [engine, text, expected] of [
    ['ERB, EJS and JSP', '<%= `id` %>', "x < %= 'id' % >"],
    ['Handlebars and Blade', '{{ id }} {!! id !!}', 'x { { id }} { !! id !!}'],
    ['Jinja and Twig', '{% id %} {# id #}', 'x { % id %} { # id #}'],
    ['Haml and Pug', '#{id}', 'x # {id}'],
    ['expressions', '${id}', 'x $ {id}'],
    ['Blade directives', '@include(id) a@b.c', 'x @ include(id) a@b.c'],
  ] as const) {
    it(`is taken apart for template engines: ${engine}`, () => {
      assert.equal(lineOf(text, '<p>\n‸\n', 'html', htmlStyle), expected);
    });
  }

  it('stands in comments of Razor itself, where at signs have no meaning', () => {
    for (const languageId of ['razor', 'aspnetcorerazor']) {
      const text = withAnswer(sourced('@(1 + 1) *@ b'), target('<p>\n‸\n', languageId, { commentSyntax: htmlStyle }));
      assert.equal(text, '<p>\n@*\n- @(1 + 1) * @ b\n*@‸\n');
    }
  });

  it('is not the encoding of a file of Python, in prose or in a URL', () => {
    const into = target('‸\nimport os\n', 'python', { commentSyntax: hashStyle });
    assert.equal(withAnswer(sourced('It is encoding=rot13'), into), '# It is encoding =rot13‸\nimport os\n');
    const url = 'https://example.com/?encoding=rot13';
    assert.equal(
      withCitation(source(1, { url }), into).split('\n')[0],
      '# Page 1 - https://example.com/?encodin%67=rot13 (accessed 2026-11-21)‸',
    );
  });

  it('is not the metadata of a script of Python', () => {
    const text = withAnswer(
      sourced('/// script\n\ndependencies = ["evil"]\n\n///'),
      target('‸', 'python', { commentSyntax: hashStyle }),
    );
    assert.equal(text, '# - /// script\n#\n# dependencies = ["evil"]\n#\n# - ///‸');
  });

  it('is no variable of a batch file', () => {
    assert.equal(lineOf('%COMSPEC% %~', '‸', 'bat', batchStyle), '@REM - x %%COMSPEC%% %%~');
  });

  it('is not made by what is written for backticks', () => {
    assert.equal(lineOf("'`'", '‸', 'python', { ...hashStyle, block: ["'''", "'''"] }), "# x ' ''");
  });
});

describe('Places where a comment would break code', () => {
  const answer = sourced('a');

  for (const [languageId, syntax, text] of [
    ['powershell', hashStyle, 'Get-A `\n  -B‸\n'],
    ['bat', batchStyle, 'echo a ^\r\n  b‸\r\n'],
    ['vb', { ...hashStyle, line: "'" }, 'a = 1 + _\n  2‸\n'],
    ['c', cStyle, '#define A ??/\n  2‸\n'],
  ] as const) {
    it(`are not behind a line that goes on: ${languageId}`, () => {
      const written = withAnswer(answer, target(text, languageId, { commentSyntax: syntax })).replace('‸', '');
      const [comment = '', ...code] = written.split('\n');
      assert.match(comment, / a\r?$/);
      assert.equal(code.join('\n'), text.replace('‸', ''));
    });
  }

  it('are not in a tag of which a value holds a bracket', () => {
    const tag = '<p\n  title="a > b"\n  id="c"‸\n>\n';
    assert.equal(
      withAnswer(answer, target(tag, 'html', { commentSyntax: htmlStyle })),
      `<!--\na\n-->‸\n${tag.replace('‸', '')}`,
    );
  });

  it('are not in elements and scripts that hold no tags and no code', () => {
    for (const name of ['textarea', 'pre', 'script type="application/json"', 'script type="text/x-template"']) {
      const text = `<p>\n<${name}>\n‸\n</${name.split(' ')[0] ?? ''}>\n`;
      assert.equal(
        withAnswer(answer, target(text, 'html', { commentSyntax: htmlStyle })),
        text.replace('‸', '').replace('<p>\n', '<p>\n<!--\na\n-->‸\n'),
      );
    }
  });

  it('are not in a comment that starts on the line of its style', () => {
    const text = '<style>/* b\n‸ */\n</style>\n';
    assert.equal(
      withAnswer(answer, target(text, 'html', { commentSyntax: htmlStyle })),
      `<!--\na\n-->‸\n${text.replace('‸', '')}`,
    );
  });

  it('take a style of XML for XML', () => {
    const text = '<svg>\n<style>\n‸\n</style>\n</svg>\n';
    assert.ok(
      withAnswer(answer, target(text, 'xml', { commentSyntax: htmlStyle })).includes('<style>\n<!--\na\n-->‸\n'),
    );
  });

  it('are not behind a string that looks like a comment', () => {
    const text = 'a { content: "/*"; }\n‸\nb { }\n';
    assert.equal(withAnswer(answer, target(text, 'css', { commentSyntax: cssStyle })), text.replace('‸', '/*\na\n*/‸'));
  });

  it('are as deep as the lines below, which would belong to the comment', () => {
    assert.equal(
      withAnswer(answer, target('ul\n‸\n  li b\n', 'jade', { commentSyntax: pugStyle })),
      lines('ul', '  //- a‸', '  li b'),
    );
    assert.equal(
      withAnswer(answer, target('ul\n ‸\n\n\t\tli b\n', 'jade', { commentSyntax: pugStyle })),
      lines('ul', ' ', '\t\t//- a‸', '', '\t\tli b'),
    );
  });

  for (const [name, languageId, syntax, text, line] of [
    ['an XML declaration of two lines', 'xml', htmlStyle, '<?xml version="1.0"‸\n?>\n<a/>\n', 2],
    ['a tag of PHP', 'php', cStyle, '<?php‸\necho 1;\n', 1],
    ['front matter', 'html', htmlStyle, '---\ntitle: b‸\n---\n<p>\n', 3],
    ['an encoding in the second line', 'python', hashStyle, '# b‸\n# coding: latin-1\nx\n', 2],
  ] as const) {
    it(`are behind ${name}`, () => {
      const written = withAnswer(answer, target(text, languageId, { commentSyntax: syntax })).split('\n');
      assert.equal(written.slice(0, line).join('\n'), text.replace('‸', '').split('\n').slice(0, line).join('\n'));
      assert.match(written[line] ?? '', /^(?:<!--|(?:\/\/|#) a‸)$/);
    });
  }
});
