import { rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';

/**
 * Writes a page that leads to an address which holds a secret. A browser is started with the address of the page, so that
 * the secret is not among its arguments, which every user of the machine can list; the page only its owner can read.
 * Jupyter does the same (`use_redirect_file`) for the same reason.
 *
 * @param file is replaced where it exists
 * @returns the `file:` address of the page
 */
export async function writeRedirectPage(file: string, address: string): Promise<string> {
  const escaped = address.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const page = `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${escaped}">
<title>Research Threads</title>
<a href="${escaped}">Open VS Code</a>
`;
  await rm(file, { force: true });
  await writeFile(file, page, { mode: 0o600, flag: 'wx' });
  return pathToFileURL(file).href;
}
