import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { getL10nPseudoLocalized } from '@vscode/l10n-dev';
import { repositoryDirectory } from '../vscode-host/repository';

/** VS Code's own name for a language that is English in other letters: what is not translated shows at once. */
export const pseudoLocale = 'qps-ploc';

type Texts = Readonly<Record<string, string>>;

/** The product's texts in the pseudo locale, by English text and, those of the manifest, by key. */
export interface PseudoTexts {
  readonly bundle: Texts;
  readonly manifest: Texts;
}

/** Makes a copy of the extension that is translated into the pseudo locale. The repository itself is left alone. */
export async function writePseudoLocalized(folder: string): Promise<PseudoTexts> {
  const root = repositoryDirectory();
  await mkdir(folder, { recursive: true });
  for (const name of ['package.json', 'package.nls.json', 'dist', 'l10n', 'media']) {
    await cp(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  const translate = async (from: string, to: string): Promise<Texts> => {
    const texts = JSON.parse(await readFile(path.join(folder, from), 'utf8')) as Record<string, string>;
    const translated = getL10nPseudoLocalized(texts) as Texts;
    await writeFile(path.join(folder, to), JSON.stringify(translated));
    return translated;
  };
  return {
    bundle: await translate('l10n/bundle.l10n.json', `l10n/bundle.l10n.${pseudoLocale}.json`),
    manifest: await translate('package.nls.json', `package.nls.${pseudoLocale}.json`),
  };
}

/**
 * Puts into the data of a server what an installed language pack leaves there. VS Code takes a language only when there is a
 * pack for it; this one translates nothing of VS Code itself, which stays English.
 */
export async function writeLanguagePack(serverData: string): Promise<void> {
  const userData = path.join(serverData, 'data');
  await mkdir(userData, { recursive: true });
  const nothing = path.join(userData, 'pseudo.i18n.json');
  await writeFile(nothing, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: 'research-threads.pseudo' }, version: '1.0.0' }];
  const pack = { hash: 'pseudo', label: 'Pseudo', extensions, translations: { vscode: nothing } };
  await writeFile(path.join(userData, 'languagepacks.json'), JSON.stringify({ [pseudoLocale]: pack }));
}
