import * as v from 'valibot';
import { extensions, Uri, type Extension } from 'vscode';
import type { Disposable } from '../../base/disposable';
import { commentSyntaxFrom, type CommentSyntax } from '../../documents/comments/commentSyntax';
import type { ChosenFiles } from './chosenFiles';

/**
 * How a language writes comments. VS Code has no API for it, but every extension that brings a language names its
 * `language-configuration.json` in its manifest.
 */
export class CommentSyntaxes implements Disposable {
  readonly #files: ChosenFiles;
  readonly #known = new Map<string, CommentSyntax | null>();
  /** An extension that is installed or removed may bring a language or take it away. */
  readonly #subscription = extensions.onDidChange(() => this.#known.clear());

  constructor(files: ChosenFiles) {
    this.#files = files;
  }

  /** Null for a language without comments, or of which nothing is known. */
  async of(languageId: string): Promise<CommentSyntax | null> {
    const known = this.#known.get(languageId);
    if (known !== undefined) return known;
    const { syntax, isSure } = await readSyntax(languageId, this.#files);
    if (isSure) this.#known.set(languageId, syntax);
    return syntax;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

/** The longest that VS Code brings has some 20,000 bytes. */
const longestConfiguration = 1 << 20;

const manifestWithLanguages = v.object({ contributes: v.object({ languages: v.array(v.unknown()) }) });
const language = v.object({ id: v.string(), configuration: v.string() });

/** `isSure`: whether another try would find the same. */
async function readSyntax(
  languageId: string,
  files: ChosenFiles,
): Promise<{ readonly syntax: CommentSyntax | null; readonly isSure: boolean }> {
  let isSure = true;
  for (const file of configurationFiles(languageId)) {
    const bytes = await files.read(file, longestConfiguration);
    const syntax = bytes.ok ? syntaxIn(bytes.value) : null;
    if (syntax) return { syntax, isSure };
    // Several extensions may bring the same language; one whose file cannot be read leaves it to the others.
    isSure &&= bytes.ok;
  }
  return { syntax: null, isSure };
}

function syntaxIn(configuration: Uint8Array): CommentSyntax | null {
  try {
    return commentSyntaxFrom(new TextDecoder().decode(configuration));
  } catch {
    // Nested more deeply than the parser goes.
    return null;
  }
}

function configurationFiles(languageId: string): Uri[] {
  return extensions.all.flatMap((extension) =>
    languagesOf(extension)
      .filter(({ id }) => id === languageId)
      .map(({ configuration }) => Uri.joinPath(extension.extensionUri, configuration)),
  );
}

function languagesOf(extension: Extension<unknown>): readonly v.InferOutput<typeof language>[] {
  const manifest = v.safeParse(manifestWithLanguages, extension.packageJSON);
  if (!manifest.success) return [];
  return manifest.output.contributes.languages.flatMap((entry) => {
    const decoded = v.safeParse(language, entry);
    return decoded.success ? [decoded.output] : [];
  });
}
