import globals from 'globals';
import tseslint from 'typescript-eslint';
import { boundedSpread } from './test/lint/boundedSpread.mjs';

/** Where each outside part may be imported; everywhere else it must not be. */
const owners = [
  { module: 'vscode', folders: ['src/vscode', 'src/extension.ts', 'test/host', 'test/e2e'] },
  { module: 'parallel-web', folders: ['src/parallel', 'test'] },
  { module: 'node:*', folders: ['src/node', 'test'] },
  { module: '@vscode/webview-ui-toolkit', folders: ['webview/toolkit.ts'] },
];

/** Which rooms a room may import from, besides itself. test/unit/architecture.test.ts checks the same over all files. */
const rooms = {
  base: [],
  markdown: ['base'],
  research: ['base', 'markdown'],
  journal: ['base', 'research'],
  runs: ['base', 'research'],
  documents: ['base', 'markdown', 'research'],
  protocol: ['base', 'markdown', 'research'],
  parallel: ['base', 'research', 'runs'],
  node: ['base', 'journal'],
};

/** The rooms that pass no list of any length as arguments; see test/lint/boundedSpread.mjs. */
const roomsWithBoundedSpread = ['journal', 'node', 'vscode'];

function forbiddenModules(folder) {
  return owners
    .filter(({ folders }) => !folders.some((owner) => folder.startsWith(owner) || owner.startsWith(`${folder}/`)))
    .map(({ module }) => ({ group: [module, `${module}/*`], message: `${module} has a room of its own.` }));
}

function roomRules(room, allowed) {
  const others = Object.keys(rooms)
    .concat('vscode')
    .filter((other) => other !== room && !allowed.includes(other));
  return {
    files: [`src/${room}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...forbiddenModules(`src/${room}`),
            { group: others.map((other) => `../${other}/*`), message: `${room}/ does not know this room.` },
          ],
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules', '.vscode-test', '**/*.mjs', '**/*.d.ts'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        project: ['src/tsconfig.json', 'webview/tsconfig.json', 'test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 320 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
        { selector: 'ExportAllDeclaration', message: 'Import from where a thing stands.' },
        { selector: 'ExportNamedDeclaration[source]', message: 'Import from where a thing stands.' },
        {
          selector: 'Program > VariableDeclaration[kind="let"]',
          message: 'State belongs to something that can be made twice.',
        },
        {
          selector:
            'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML)$/]',
          message: 'No HTML strings.',
        },
        { selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: 'No HTML strings.' },
      ],
    },
  },
  ...Object.entries(rooms).map(([room, allowed]) => roomRules(room, allowed)),
  {
    files: ['src/vscode/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: forbiddenModules('src/vscode') }] },
  },
  {
    files: roomsWithBoundedSpread.map((room) => `src/${room}/**/*.ts`),
    plugins: { local: { rules: { 'bounded-spread': boundedSpread } } },
    rules: { 'local/bounded-spread': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/vscode/messages.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['showInformationMessage', 'showWarningMessage', 'showErrorMessage'].map((property) => ({
          object: 'window',
          property,
          message: 'What a message holds may become links that run commands: see src/vscode/messages.ts.',
        })),
      ],
    },
  },
  {
    files: ['webview/**/*.{ts,tsx}'],
    ignores: ['webview/toolkit.ts'],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...forbiddenModules('webview'),
            { group: ['@vscode/webview-ui-toolkit'], message: 'Only webview/toolkit.ts imports the toolkit.' },
            {
              group: ['journal', 'runs', 'documents', 'parallel', 'node', 'vscode'].map((room) => `**/src/${room}/*`),
              message: 'The webview knows what host and webview say to each other, and the domain.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    languageOptions: { globals: { ...globals.node, ...globals.mocha } },
    // A describe holds a whole suite.
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-unused-expressions': 'off' },
  },
);
