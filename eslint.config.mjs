import globals from 'globals';
import tseslint from 'typescript-eslint';
import { compositionRoot, limits, roomsWithBoundedSpread } from './house.mjs';
import { boundedSpread } from './test/lint/boundedSpread.mjs';
import { rooms } from './test/lint/rooms.mjs';

/**
 * What may be used of `vscode` outside of src/vscode/ui/: members that take no text in which VS Code makes links or draws
 * icons. Everything else has to go through that folder. test/unit/vscode/gate.test.ts compares these lists with the types.
 */
const vscodeNames = [
  ...['CancellationToken', 'Disposable', 'EndOfLine', 'EventEmitter', 'Extension', 'ExtensionContext'],
  ...['ExtensionKind', 'ExtensionMode', 'FileType', 'LogOutputChannel', 'Memento', 'QuickInputButtons', 'Range'],
  ...['SecretStorage'],
  ...['Selection', 'TabInputText', 'TextDocument', 'TextDocumentContentProvider', 'TextDocumentShowOptions'],
  ...['TextEditor', 'ThemeColor', 'ThemeIcon', 'TreeItemCollapsibleState', 'UIKind', 'Uri', 'ViewColumn', 'Webview'],
  ...['WorkspaceConfiguration', 'commands', 'env', 'extensions', 'l10n', 'version', 'window', 'workspace'],
];
const vscodeMembers = {
  commands: ['executeCommand', 'registerCommand'],
  env: ['appHost', 'clipboard', 'language', 'openExternal', 'remoteName', 'uiKind'],
  extensions: ['all', 'onDidChange'],
  window: [
    ...['activeTextEditor', 'onDidChangeActiveTextEditor', 'onDidChangeWindowState', 'showTextDocument'],
    ...['tabGroups', 'visibleTextEditors'],
  ],
  workspace: [
    ...['asRelativePath', 'findFiles', 'fs', 'getConfiguration', 'getWorkspaceFolder', 'isTrusted', 'name'],
    ...['onDidChangeConfiguration', 'onDidChangeWorkspaceFolders', 'openTextDocument'],
    ...['registerTextDocumentContentProvider', 'textDocuments', 'workspaceFile', 'workspaceFolders'],
  ],
};
/** Members of what may be used that are interpreted all the same. */
const interpretedMembers = ['insertSnippet', 'setDecorations'];
const gate = 'Text gets into VS Code through src/vscode/ui/, so that none of it becomes a link or an icon.';

const forbiddenSyntax = [
  { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
  { selector: 'ExportAllDeclaration', message: 'Import from where a thing stands.' },
  { selector: 'ExportNamedDeclaration[source]', message: 'Import from where a thing stands.' },
  {
    selector: 'Program > VariableDeclaration[kind="let"]',
    message: 'State belongs to something that can be made twice.',
  },
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML)$/]',
    message: 'No HTML strings.',
  },
  { selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]', message: 'No HTML strings.' },
];
const namespaces = Object.keys(vscodeMembers).join('|');
/** Ways around the gate: other names for parts of VS Code, its commands that take titles, casts to what only the gate makes. */
const waysAroundGate = [
  ...Object.keys(vscodeMembers).map((name) => ({
    selector: `ImportSpecifier[imported.name="${name}"]:not([local.name="${name}"])`,
    message: gate,
  })),
  { selector: `VariableDeclarator[id.type="Identifier"][init.name=/^(${namespaces})$/]`, message: gate },
  {
    selector:
      'CallExpression[callee.property.name="executeCommand"][arguments.0.value=/^vscode\\.(?!(open|openFolder)$)/]',
    message: gate,
  },
  {
    selector: 'CallExpression[arguments.0.value="vscode.open"][arguments.length>3]',
    message: gate,
  },
  {
    selector:
      'TSAsExpression > TSTypeReference[typeName.name=/^(PlainText|Choice|ChoiceButton|Picker|Input|TreeRow|Tree|ShownWebviewView)$/]',
    message: gate,
  },
];

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules', '.vscode-test', '**/*.mjs', '**/*.d.ts'] },
  ...tseslint.configs.strictTypeChecked,
  {
    plugins: { local: { rules: { 'bounded-spread': boundedSpread, rooms } } },
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
      'max-lines': ['error', { max: limits.file }],
      'max-lines-per-function': ['error', { max: limits.function, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', ...forbiddenSyntax],
    },
  },
  {
    files: ['src/**/*.ts', 'webview/**/*.{ts,tsx}'],
    rules: { 'local/rooms': 'error' },
  },
  {
    files: roomsWithBoundedSpread.map((room) => `src/${room}/**/*.ts`),
    rules: { 'local/bounded-spread': 'error' },
  },
  {
    files: ['src/vscode/**/*.ts', ...compositionRoot],
    ignores: ['src/vscode/ui/**'],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: 'vscode', allowImportNames: vscodeNames, message: gate }] }],
      'no-restricted-properties': [
        'error',
        ...Object.entries(vscodeMembers).map(([object, allowProperties]) => ({
          object,
          allowProperties,
          message: gate,
        })),
        ...interpretedMembers.map((property) => ({ property, message: gate })),
      ],
      'no-restricted-syntax': ['error', ...forbiddenSyntax, ...waysAroundGate],
    },
  },
  {
    files: ['webview/**/*.{ts,tsx}'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['test/**/*.{ts,tsx}'],
    languageOptions: { globals: { ...globals.node, ...globals.mocha } },
    // A describe holds a whole suite.
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-unused-expressions': 'off' },
  },
);
