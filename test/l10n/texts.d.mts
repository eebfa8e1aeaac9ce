/** Which texts the source has for translation; see texts.mjs. */
export interface SourceFile {
  readonly name: string;
  readonly contents: string;
}

export function textsOf(files: readonly SourceFile[]): Promise<{
  readonly bundle: Readonly<Record<string, unknown>>;
  readonly problems: readonly string[];
}>;

export function differences(
  bundle: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): readonly string[];
