import assert from 'node:assert/strict';
import type { CommentSyntax } from '../../../src/documents/comments/commentSyntax';
import { cStyle, hashStyle, sourced, target, withAnswer } from './documentBuilders';

const answer = sourced('a');
const slash = '// a‸';
const hash = '# a‸';

/** The document with a comment in front of the line that `|` stands at the beginning of, and a caret elsewhere. */
function movesAbove(languageId: string, commentSyntax: CommentSyntax, comment: string, text: string): void {
  const into = target(text.replace('|', ''), languageId, { commentSyntax });
  assert.equal(withAnswer(answer, into), text.replace('‸', '').replace('|', `${comment}\n`));
}

describe('A comment in a string of several lines', () => {
  for (const [languageId, text] of [
    ['shellscript', 'x\n|cat <<EOF\none\n‸two\nEOF\n'],
    ['shellscript', "|echo 'one\n‸two'\n"],
    ['shellscript', "echo it\\'s # isn't\n|‸echo 2\necho '1'\n"],
    ['makefile', '|define x\na\n‸b\nendef\n'],
    ['perl', '|print <<EOF;\none\n‸two\nEOF\n'],
    ['perl', '|print <<`EOF`;\necho one\n‸two\nEOF\n'],
    ['shellscript', '|echo ${x:-one\n‸two}\n'],
    ['shellscript', '|echo $((1 +\n‸2))\n'],
    ['perl', '|my @x = qw(\none\n‸two\n);\n'],
    ['perl', '%h = (s => 1, q => 2);\n|‸$x = 1;\n'],
    ['python', '|x = f"""one\n‸two"""\n'],
    ['ruby', '|A = %w(\n  one\n  ‸two\n)\n'],
    ['ruby', '|x = <<~EOS\n  one\n  ‸two\nEOS\n'],
    ['elixir', '|x = ~s(one\n‸two)\n'],
    ['r', '|x <- "one\n‸two"\n'],
    ['julia', '|x = """one\n‸two"""\n'],
    ['powershell', '|$x = @"\none\n‸two\n"@\n'],
    ['cmake', '|set(x [=[\n‸one]=])\n'],
    ['terraform', '|x = <<EOF\none\n‸two\nEOF\n'],
    ['toml', '|x = """one\n‸two"""\n'],
    ['yaml', 'a: 1\n|b: |\n  one\n\n‸  two\nc: 3\n'],
    ['yaml', 'b: >\n  one\n\n|‸c: 3\nd: "e"\n'],
    ['yaml', 'steps:\n|- run: !!str >- # why\n    one: 1\n‸    two\n'],
    ['yaml', '|a: "one\n‸  two"\n'],
    ['yaml', "|- 'it''s one\n‸  two'\n"],
    ['yaml', "a: don't\n|‸b: it's\n"],
    ['dockerfile', '|RUN <<EOF\none\n‸two\nEOF\n'],
  ] as const) {
    it(`goes above it: ${languageId}, ${JSON.stringify(text)}`, () => movesAbove(languageId, hashStyle, hash, text));
  }

  for (const [languageId, text] of [
    ['javascript', '|const x = `one\n‸two`;\n'],
    ['typescript', '/`/.test(y);\n|‸z();\nconst x = `one`;\n'],
    ['swift', '|let x = """\none\n‸two\n"""\n'],
    ['kotlin', '|val x = """one\n‸two"""\n'],
    ['scala', '|val x = s"""one\n‸two"""\n'],
    ['dart', "|var x = '''one\n‸two''';\n"],
    ['groovy', '|def x = /one\n‸two/\n'],
    ['java', '|String x = """\none\n‸two""";\n'],
    ['csharp', '|var x = $@"one\n‸two";\n'],
    ['cpp', '|auto x = R"a(one\n‸two)a";\n'],
    ['rust', '|let x = r#"one\n‸two"#;\n'],
    ['rust', '|/** one\n‸ * two\n */\nfn x() {}\n'],
    ['go', '|x := `one\n‸two`\n'],
    ['php', "<p>Don't</p>\n<?php\n|$x = <<<EOT\none\n‸two\nEOT;\n"],
    ['php', "<p>Don't</p>\n<?php\n|$x = 'one\n‸two';\n"],
  ] as const) {
    it(`goes above it: ${languageId}, ${JSON.stringify(text)}`, () => movesAbove(languageId, cStyle, slash, text));
  }
});

describe('A comment in Go', () => {
  for (const [name, text, expected] of [
    ['is not compiled as C', 'package a\n\n‸import "C"\n', `package a\n\n${slash}\n\nimport "C"\n`],
    [
      'is no part of what is compiled as C',
      'package a\n\n// #include <a.h>\n‸// int b;\nimport "C"\n',
      `package a\n\n${slash}\n\n// #include <a.h>\n// int b;\nimport "C"\n`,
    ],
    [
      'stays apart from a block that is compiled as C',
      'package a\n‸\n/*\nint b;\n\n*/\nimport "C"\n',
      `package a\n${slash}\n\n/*\nint b;\n\n*/\nimport "C"\n`,
    ],
    [
      'is not compiled as C within a list of imports',
      'package a\n\nimport (\n\t‸"C"\n)\n',
      `package a\n\n${slash}\n\nimport (\n\t"C"\n)\n`,
    ],
    [
      'leaves a constraint its blank line',
      '// +build linux\n‸\npackage a\n',
      `// +build linux\n\n${slash}\npackage a\n`,
    ],
  ] as const) {
    it(name, () => {
      assert.equal(withAnswer(answer, target(text, 'go', { commentSyntax: cStyle })), expected);
    });
  }
});

describe('What runs in strings', () => {
  const texts = [
    ['shellscript', 'Use $(touch a) ${b} `c`', '# Use $ (touch a) $ {b} ’c’'],
    ['shellscript', 'It\'s $c, isn\'t "it"', '# It’s $ c, isn’t ”it”'],
    ['makefile', '$(shell touch a)', '# - $ (shell touch a)'],
    ['perl', 'Use ${\\ system "id"} for $5', '# Use ＄{\\ system ”id”} for ＄5'],
    ['perl', 'Use @{[system("id")]}', '# Use @ {[system(”id”)]}'],
    ['python', 'Use {__import__("os")}', '# Use (__import__("os"))'],
    ['ruby', "'#{a}' costs $5", '# ’# {a}’ costs $5'],
    ['coffeescript', '"; {$a()} ${b}', '# ”; { $ a()} $ {b}'],
    ['swift', 'Use \\(exit(1)) and \\#(exit(1))', '# Use \\ (exit(1)) and \\ #(exit(1))'],
    ['kotlin', '$a.b ${c}', '# - $ a.b $ {c}'],
    ['csharp', '{a()}"', '# - (a())”'],
    ['tcl', '[exec a]', '# (exec a)'],
    ['powershell', '$(a) ’b’ "c"', '# - $ (a) ʼbʼ ʺcʺ'],
    ['latex', 'a \\end{verbatim} ^^5c', '# a \\ end{verbatim} ^ ^5c'],
    ['lua', 'a ]=] b', '# a ] =] b'],
  ] as const;
  for (const [languageId, body, expected] of texts) {
    it(`is taken apart: ${languageId}, ${body}`, () => {
      const written = withAnswer(
        sourced(`\`\`\` ${body} \`\`\``),
        target('‸', languageId, { commentSyntax: hashStyle }),
      );
      assert.equal(written, `${expected}‸`);
    });
  }
});
