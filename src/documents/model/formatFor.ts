import type { Localize } from '../../base/localize';
import { failed, success, type Result } from '../../base/result';
import { CommentFormat } from '../comments/commentFormat';
import type { DocumentFormat } from './format';
import type { InsertionRefusal, InsertionTarget } from './insertion';
import { MarkdownFormat } from '../formats/markdown/markdownFormat';
import { PlainTextFormat } from '../formats/plain/plainTextFormat';

const markdown: ReadonlySet<string> = new Set([
  'markdown',
  'mdx',
  'quarto',
  'rmd',
  'juliamarkdown',
  'markdoc',
  'github-issues',
  'prompt',
  'instructions',
  'chatagent',
  'chatmode',
  'skill',
]);

/** Documents for people. Those with a markup of their own that has no format here yet get plain text. */
const plain: ReadonlySet<string> = new Set([
  'plaintext',
  'log',
  'restructuredtext',
  'asciidoc',
  'org',
  'textile',
  'mediawiki',
  'fountain',
]);

const commits: ReadonlySet<string> = new Set(['git-commit', 'scminput', 'jj-commit', 'hgcommit']);

/** What programs read without leave for anything else; some of these languages name comments that their readers refuse. */
const data: ReadonlySet<string> = new Set([
  'json',
  'jsonl',
  'ndjson',
  'geojson',
  'ipynb',
  'bibtex',
  'csv',
  'tsv',
  'psv',
  'csv (semicolon)',
  'csv (pipe)',
  'dynamic csv',
  'diff',
  'patch',
  'git-rebase',
  'search-result',
  'code-text-binary',
  'hex',
  'pem',
  'ssh_known_hosts',
]);

/** Picks the format of a document by its language. */
export function formatFor(
  { languageId, commentSyntax }: InsertionTarget,
  localize: Localize,
): Result<DocumentFormat, InsertionRefusal> {
  if (markdown.has(languageId)) return success(new MarkdownFormat(localize));
  if (plain.has(languageId)) return success(new PlainTextFormat(localize, false));
  if (commits.has(languageId)) return success(new PlainTextFormat(localize, true));
  if (data.has(languageId)) {
    const message = localize('Text would break a file of this kind ({0}).', languageId);
    return failed({ kind: 'data', message });
  }
  if (commentSyntax) return success(new CommentFormat(commentSyntax, localize));
  const message = localize('Files of this kind ({0}) have no comments that are known.', languageId);
  return failed({ kind: 'noComments', message });
}
