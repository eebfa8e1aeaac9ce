import type { Localize } from '../../base/localize';
import { perlSigns, texSigns } from '../comments/activeSequences';
import type { CodeDialect } from '../comments/codeDialect';
import { braceSubstitutes, jsxSubstitutes, perlSubstitutes, tclSubstitutes } from '../comments/commentSubstitutes';
import type { CommentSyntax } from '../comments/commentSyntax';
import { stringPatterns } from '../comments/stringPatterns';
import type { DocumentFormat } from '../model/format';
import { commonMark, mdx, pandoc, type MarkdownFlavor } from './markdown/flavor';
import { MarkdownFormat } from './markdown/markdownFormat';
import { PlainTextFormat } from './plain/plainTextFormat';

/**
 * How documents of a language are written. `text`: in a format of their own. `data`: not at all, since programs read them
 * without leave for anything else; some of these languages name comments that their readers refuse. `code`: in comments.
 */
export type LanguageKind =
  | { readonly kind: 'text'; readonly format: (localize: Localize) => DocumentFormat }
  | { readonly kind: 'data' }
  | { readonly kind: 'code'; readonly dialect: CodeDialect };

/** What is known of a document by its file's name alone. */
export interface NamedLanguage {
  readonly languageId: string;
  /** How it writes comments; null where it has none, or is no code. */
  readonly commentSyntax: CommentSyntax | null;
}

/** One row of the table: languages that are written alike, and the files of the first of them. */
interface Row {
  readonly ids: readonly string[];
  readonly kind: LanguageKind;
  /** Ends of the names of files, which tell the language where no extension of VS Code does. */
  readonly extensions: readonly string[];
  readonly commentSyntax: CommentSyntax | null;
}

interface NamedFiles {
  readonly extensions?: string;
  readonly commentSyntax?: CommentSyntax;
}

function row(ids: string, kind: LanguageKind, { extensions, commentSyntax }: NamedFiles = {}): Row {
  return { ids: ids.split(' '), kind, extensions: extensions?.split(' ') ?? [], commentSyntax: commentSyntax ?? null };
}

function text(ids: string, format: (localize: Localize) => DocumentFormat, files?: NamedFiles): Row {
  return row(ids, { kind: 'text', format }, files);
}

function markdown(ids: string, flavor: MarkdownFlavor, files?: NamedFiles): Row {
  return text(ids, (localize) => new MarkdownFormat(flavor, localize), files);
}

function data(ids: string, extensions?: string): Row {
  return row(ids, { kind: 'data' }, extensions === undefined ? {} : { extensions });
}

function code(ids: string, dialect: CodeDialect, files?: NamedFiles): Row {
  return row(ids, { kind: 'code', dialect }, files);
}

const line = (sign: string): CommentSyntax => ({ line: sign, noIndent: false, block: null });
const block = (open: string, close: string): CommentSyntax => ({ line: null, noIndent: false, block: [open, close] });

/** Everything that depends on a document's language, by VS Code's language ids. A language of code need not be here. */
const rows: readonly Row[] = [
  markdown('markdown juliamarkdown markdoc github-issues prompt instructions chatagent chatmode skill', commonMark, {
    extensions: 'md markdown',
  }),
  markdown('mdx', mdx, { extensions: 'mdx' }),
  markdown('quarto', pandoc, { extensions: 'qmd' }),
  markdown('rmd', pandoc, { extensions: 'rmd' }),
  // Those with a markup of their own that has no format here yet get plain text.
  text(
    'plaintext log restructuredtext asciidoc org textile mediawiki fountain',
    (localize) => new PlainTextFormat(localize, false),
  ),
  text('git-commit scminput jj-commit hgcommit', (localize) => new PlainTextFormat(localize, true)),
  data('json', 'json'),
  data('jsonl ndjson', 'jsonl ndjson'),
  data('geojson', 'geojson topojson'),
  data('ipynb', 'ipynb'),
  data('bibtex', 'bib'),
  data('csv', 'csv'),
  data('tsv', 'tsv tab'),
  data('psv', 'psv'),
  data('diff patch', 'diff patch'),
  data('pem', 'pem crt key'),
  data('git-rebase search-result code-text-binary hex ssh_known_hosts'),
  // Rainbow CSV's names have spaces in them.
  ...['csv (semicolon)', 'csv (pipe)', 'dynamic csv'].map((id): Row => ({ ...data(''), ids: [id] })),
  code('aspnetcorerazor razor', { markup: 'razor' }),
  code('astro', { hasInertNames: true }, { extensions: 'astro', commentSyntax: block('<!--', '-->') }),
  code('axaml msbuild plist svg xaml xsd xsl', { markup: 'xml' }),
  code('bat', { isBatch: true, quotes: 'kept', hasInertNames: true }),
  code('c cuda-cpp objective-c', { strings: stringPatterns.c, quotes: 'kept', hasInertNames: true }),
  code('clojure racket scheme', { strings: stringPatterns.lisp }),
  code('cmake', { strings: stringPatterns.cmake }, { extensions: 'cmake', commentSyntax: line('#') }),
  code('coffeescript', { strings: stringPatterns.coffeescript, sequences: ['###', '///'] }),
  code('context doctex latex latex-expl3 rsweave tex', { signs: texSigns }),
  code('cpp objective-cpp', { strings: stringPatterns.c, quotes: 'double', hasInertNames: true }),
  code('crystal', { strings: stringPatterns.ruby }, { extensions: 'cr', commentSyntax: line('#') }),
  code('csharp', { strings: stringPatterns.csharp, substitutes: braceSubstitutes, hasInertNames: true }),
  code('css html less scss', { hasInertNames: true }),
  code('d', { sequences: ['/+', '+/'] }),
  code('dart', { strings: stringPatterns.java, quotes: 'kept' }),
  code('dockercompose github-actions-workflow yaml', { strings: stringPatterns.yaml }),
  code('dockerfile', { strings: stringPatterns.dockerfile }),
  code('elixir', { strings: stringPatterns.elixir }, { extensions: 'ex exs', commentSyntax: line('#') }),
  code('elm', {}, { extensions: 'elm', commentSyntax: line('--') }),
  code('erlang', {}, { extensions: 'erl hrl', commentSyntax: line('%') }),
  code('fsharp', { strings: stringPatterns.fsharp, substitutes: braceSubstitutes, hasInertNames: true }),
  code('go', { strings: stringPatterns.go, compilesComments: true, quotes: 'kept', hasInertNames: true }),
  code(
    'graphql',
    { strings: stringPatterns.graphql, quotes: 'kept' },
    { extensions: 'graphql gql', commentSyntax: line('#') },
  ),
  code('groovy', { strings: stringPatterns.groovy }),
  code(
    'haskell',
    { strings: stringPatterns.haskell, hasInertNames: true },
    { extensions: 'hs', commentSyntax: line('--') },
  ),
  code('jade', { sequences: ['#['] }),
  code('java swift', { strings: stringPatterns.java, quotes: 'kept', hasInertNames: true }),
  code('javascript', { strings: stringPatterns.script, hasJsx: true, quotes: 'kept', hasInertNames: true }),
  code('javascriptreact typescriptreact', {
    strings: stringPatterns.script,
    hasJsx: true,
    substitutes: jsxSubstitutes,
    quotes: 'kept',
    hasInertNames: true,
  }),
  code('julia', { strings: stringPatterns.julia }),
  code('kotlin', { strings: stringPatterns.java, quotes: 'kept' }, { extensions: 'kt kts', commentSyntax: line('//') }),
  code('lisp', { strings: stringPatterns.lisp }, { extensions: 'lisp el scm rkt', commentSyntax: line(';') }),
  code('lua', { strings: stringPatterns.lua, quotes: 'kept', hasInertNames: true }),
  code('makefile', { strings: stringPatterns.makefile }),
  code('matlab', {}, { extensions: 'mat', commentSyntax: line('%') }),
  code('nix', { strings: stringPatterns.nix }, { extensions: 'nix', commentSyntax: line('#') }),
  code('ocaml', { quotes: 'kept', hasInertNames: true }, { extensions: 'ml mli', commentSyntax: block('(*', '*)') }),
  code('perl perl6 raku', { strings: stringPatterns.perl, signs: perlSigns, substitutes: perlSubstitutes }),
  code('php', { strings: stringPatterns.php, markup: 'php' }),
  code('powershell', { strings: stringPatterns.powershell, quotes: 'letters' }),
  code('prisma', {}, { extensions: 'prisma', commentSyntax: line('//') }),
  code('proto3', { quotes: 'kept' }, { extensions: 'proto', commentSyntax: line('//') }),
  code('python', {
    strings: stringPatterns.python,
    substitutes: braceSubstitutes,
    quotes: 'kept',
    hasInertNames: true,
  }),
  code('r', { strings: stringPatterns.r }),
  code('ruby', { strings: stringPatterns.ruby }),
  code('rust', { strings: stringPatterns.rust, hasInertNames: true }),
  code(
    'scala',
    { strings: stringPatterns.java, quotes: 'kept' },
    { extensions: 'scala sc sbt', commentSyntax: line('//') },
  ),
  code(
    'shellscript',
    { strings: stringPatterns.shell, sequences: ['))'] },
    { extensions: 'fish', commentSyntax: line('#') },
  ),
  code('solidity', {}, { extensions: 'sol', commentSyntax: line('//') }),
  code('sql', { strings: stringPatterns.sql, hasInertNames: true }),
  code('svelte', { hasInertNames: true }, { extensions: 'svelte', commentSyntax: block('<!--', '-->') }),
  code(
    'tcl',
    { strings: stringPatterns.tcl, substitutes: tclSubstitutes },
    { extensions: 'tcl', commentSyntax: line('#') },
  ),
  code('terraform', { strings: stringPatterns.terraform }, { extensions: 'tf tfvars hcl', commentSyntax: line('#') }),
  code('toml', { strings: stringPatterns.toml, quotes: 'kept' }, { extensions: 'toml', commentSyntax: line('#') }),
  code('typescript', { strings: stringPatterns.script, quotes: 'kept', hasInertNames: true }),
  code('vb', { strings: stringPatterns.vb, substitutes: braceSubstitutes, quotes: 'letters', hasInertNames: true }),
  code('vhdl', {}, { extensions: 'vhd vhdl', commentSyntax: line('--') }),
  code('vim', { strings: stringPatterns.vim, substitutes: braceSubstitutes }),
  code(
    'viml',
    { strings: stringPatterns.vim, substitutes: braceSubstitutes },
    { extensions: 'vim', commentSyntax: line('"') },
  ),
  code('vue', { hasInertNames: true }, { extensions: 'vue', commentSyntax: block('<!--', '-->') }),
  code('xml', { markup: 'xml', hasInertNames: true }),
  code('zig', {}, { extensions: 'zig', commentSyntax: line('//') }),
];

const byId: ReadonlyMap<string, LanguageKind> = new Map(
  rows.flatMap(({ ids, kind }) => ids.map((id) => [id, kind] as const)),
);

const byExtension: ReadonlyMap<string, NamedLanguage> = new Map(
  rows.flatMap(({ ids: [languageId = ''], extensions, commentSyntax }) =>
    extensions.map((extension) => [extension, { languageId, commentSyntax }] as const),
  ),
);

/** How documents of a language are written; a language that the table doesn't have is code, of which nothing is known. */
export function languageKind(languageId: string): LanguageKind {
  return byId.get(languageId) ?? { kind: 'code', dialect: {} };
}

/**
 * The language that a file's name tells where no extension of VS Code knows it, so that the document counts as plain text;
 * null where the name tells nothing, or VS Code knows the language.
 *
 * @param path the path of the document, with slashes.
 */
export function namedLanguage(languageId: string, path: string): NamedLanguage | null {
  if (languageId !== 'plaintext') return null;
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase();
  return extension === undefined ? null : (byExtension.get(extension) ?? null);
}
