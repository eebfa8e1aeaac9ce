// Writes l10n/bundle.l10n.json, the texts of host and pages for translation; with --check only says what is wrong with it.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { differences, textsOf } from './texts.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const bundleFile = path.join(root, 'l10n', 'bundle.l10n.json');

/** The page gets its texts from the host, so that none stands in `webview`; a call there is found and refused by its name. */
const files = ['src', 'webview'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .map((name) => ({ name, contents: readFileSync(path.join(root, name), 'utf8') })),
);

function readBundle() {
  try {
    return JSON.parse(readFileSync(bundleFile, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

const { bundle, problems } = await textsOf(files);
const complaints = [...problems];
if (process.argv.includes('--check')) {
  const found = differences(readBundle(), bundle);
  complaints.push(...found.map((difference) => `l10n/bundle.l10n.json: ${difference}`));
  if (found.length > 0) complaints.push('Run “npm run l10n”.');
} else {
  mkdirSync(path.dirname(bundleFile), { recursive: true });
  writeFileSync(bundleFile, `${JSON.stringify(bundle, null, 2)}\n`);
}
for (const complaint of complaints) console.error(complaint);
console.log(`${Object.keys(bundle).length} texts`);
process.exitCode = complaints.length > 0 ? 1 : 0;
