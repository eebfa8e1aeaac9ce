import type { CommentSyntax } from '../comments/commentSyntax';

/** What is known of a document by its file's name alone. */
export interface NamedLanguage {
  readonly languageId: string;
  /** How it writes comments; null where it has none, or is no code. */
  readonly commentSyntax: CommentSyntax | null;
}

const line = (sign: string): CommentSyntax => ({ line: sign, noIndent: false, block: null });
const block = (open: string, close: string): CommentSyntax => ({ line: null, noIndent: false, block: [open, close] });

/** Languages that VS Code leaves to extensions, by the ends of their files' names. */
const byExtension: ReadonlyMap<string, NamedLanguage> = new Map(
  (
    [
      ['quarto', null, 'qmd'],
      ['rmd', null, 'rmd'],
      ['markdown', null, 'md markdown'],
      ['mdx', null, 'mdx'],
      ['csv', null, 'csv'],
      ['tsv', null, 'tsv tab'],
      ['psv', null, 'psv'],
      ['jsonl', null, 'jsonl ndjson'],
      ['geojson', null, 'geojson topojson'],
      ['json', null, 'json'],
      ['ipynb', null, 'ipynb'],
      ['bibtex', null, 'bib'],
      ['diff', null, 'diff patch'],
      ['pem', null, 'pem crt key'],
      ['kotlin', line('//'), 'kt kts'],
      ['scala', line('//'), 'scala sc sbt'],
      ['zig', line('//'), 'zig'],
      ['prisma', line('//'), 'prisma'],
      ['solidity', line('//'), 'sol'],
      ['proto3', line('//'), 'proto'],
      ['toml', line('#'), 'toml'],
      ['terraform', line('#'), 'tf tfvars hcl'],
      ['nix', line('#'), 'nix'],
      ['elixir', line('#'), 'ex exs'],
      ['crystal', line('#'), 'cr'],
      ['graphql', line('#'), 'graphql gql'],
      ['cmake', line('#'), 'cmake'],
      ['tcl', line('#'), 'tcl'],
      ['shellscript', line('#'), 'fish'],
      ['haskell', line('--'), 'hs'],
      ['elm', line('--'), 'elm'],
      ['vhdl', line('--'), 'vhd vhdl'],
      ['erlang', line('%'), 'erl hrl'],
      ['matlab', line('%'), 'mat'],
      ['lisp', line(';'), 'lisp el scm rkt'],
      ['viml', line('"'), 'vim'],
      ['ocaml', block('(*', '*)'), 'ml mli'],
      ['vue', block('<!--', '-->'), 'vue'],
      ['svelte', block('<!--', '-->'), 'svelte'],
      ['astro', block('<!--', '-->'), 'astro'],
    ] as const
  ).flatMap(([languageId, commentSyntax, extensions]) =>
    extensions.split(' ').map((extension) => [extension, { languageId, commentSyntax }] as const),
  ),
);

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
