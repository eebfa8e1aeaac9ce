/** What this host does of what VS Code's command line can say. */
export interface CodeArguments {
  /** The folder to open. */
  readonly folder: string | undefined;
  readonly extensionDevelopmentPath: string | undefined;
  readonly extensionTestsPath: string | undefined;
  readonly userDataDirectory: string | undefined;
  readonly extensionsDirectory: string | undefined;
  /** Paths of `.vsix` files. */
  readonly installExtensions: readonly string[];
}

const optionsWithValue = [
  'extensionDevelopmentPath',
  'extensionTestsPath',
  'user-data-dir',
  'extensions-dir',
  'install-extension',
] as const;
type OptionWithValue = (typeof optionsWithValue)[number];

/**
 * Reads VS Code's arguments: `--name=value`, `--name value` and a folder as a bare argument. Options that mean nothing
 * here are ignored, as VS Code ignores those that it does not know.
 * @throws when an option lacks its value
 */
export function parseCodeArguments(args: readonly string[]): CodeArguments {
  const values: { readonly name: OptionWithValue; readonly value: string }[] = [];
  const bare: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    const option = optionsWithValue.find((name) => argument === `--${name}` || argument.startsWith(`--${name}=`));
    if (option === undefined) {
      if (!argument.startsWith('-')) bare.push(argument);
      continue;
    }
    const inline = argument.slice(`--${option}=`.length);
    const value = argument.includes('=') ? inline : args[(index += 1)];
    if (value === undefined) throw new Error(`--${option} needs a value`);
    values.push({ name: option, value });
  }
  const last = (name: OptionWithValue): string | undefined => values.findLast((option) => option.name === name)?.value;
  return {
    folder: bare[0],
    extensionDevelopmentPath: last('extensionDevelopmentPath'),
    extensionTestsPath: last('extensionTestsPath'),
    userDataDirectory: last('user-data-dir'),
    extensionsDirectory: last('extensions-dir'),
    installExtensions: values.filter(({ name }) => name === 'install-extension').map(({ value }) => value),
  };
}
