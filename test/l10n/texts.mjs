// Which texts the source has for translation. Two ways of finding them are compared: VS Code's own, which makes the bundle, and
// the syntax tree, which also knows the place of a call whose text no tool could find.
import { getL10nJson } from '@vscode/l10n-dev';
import ts from 'typescript';

/** `l10n.t`, and the `localize` that stands for it where there is no VS Code. */
const translating = /^(?:l10n\.t|(?:[\w.#]+\.)?#?localize)$/;

/**
 * The texts of source files and what is wrong with them.
 * @param {readonly { readonly name: string, readonly contents: string }[]} files
 * @returns {Promise<{ readonly bundle: Readonly<Record<string, unknown>>, readonly problems: readonly string[] }>}
 */
export async function textsOf(files) {
  const found = files.map(callsIn);
  const texts = new Set(found.flatMap((calls) => calls.texts));
  const translated = files.filter((_file, index) => found[index].texts.length > 0);
  const bundle = await getL10nJson([asSeenFromVsCode(translated)]);
  const unseen = [...texts].filter((text) => !Object.hasOwn(bundle, text));
  const unexpected = Object.keys(bundle).filter((text) => !texts.has(text));
  return {
    bundle: Object.fromEntries(Object.entries(bundle).sort(([one], [other]) => (one < other ? -1 : 1))),
    problems: [
      ...found.flatMap(({ problems }) => problems),
      ...unseen.map((text) => `l10n-dev doesn't find “${text}”.`),
      ...unexpected.map((text) => `l10n-dev finds “${text}”, which no call translates.`),
    ],
  };
}

/**
 * l10n-dev sees only calls of what is imported from VS Code: what is passed to a room is given to it as if it were. One source
 * of all files, since it takes its time with each.
 */
function asSeenFromVsCode(files) {
  const contents = files.map((file) => file.contents.replaceAll(/(?:[\w.#]+\.)?#?\blocalize\(/g, 'l10n.t('));
  return { extension: '.ts', contents: ["import { l10n } from 'vscode';", ...contents].join('\n') };
}

/** The texts that a file translates, and where it translates what is only known when it runs. */
function callsIn({ name, contents }) {
  const texts = [];
  const problems = [];
  const file = ts.createSourceFile(name, contents, ts.ScriptTarget.Latest, true);
  const refuse = (node, why) => {
    problems.push(`${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${why}`);
  };
  const visit = (node) => {
    if (ts.isCallExpression(node) && translating.test(node.expression.getText())) {
      const [text] = node.arguments;
      if (text && ts.isStringLiteralLike(text)) texts.push(text.text);
      else refuse(node, 'What is translated must be one string literal; values go into places such as {0}.');
    }
    if (isNamedOtherwise(node)) refuse(node, 'Name a Localize “localize”, so that its texts are found.');
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { texts, problems };
}

function isNamedOtherwise(node) {
  const declares = ts.isParameter(node) || ts.isPropertySignature(node) || ts.isPropertyDeclaration(node);
  return declares && node.type?.getText() === 'Localize' && !/^#?localize$/.test(node.name.getText());
}

/**
 * What has to change in a bundle for it to have exactly the texts of the source.
 * @param {Readonly<Record<string, unknown>>} bundle
 * @param {Readonly<Record<string, unknown>>} wanted
 * @returns {readonly string[]}
 */
export function differences(bundle, wanted) {
  return [
    ...Object.keys(wanted)
      .filter((text) => !Object.hasOwn(bundle, text))
      .map((text) => `missing: “${text}”`),
    ...Object.keys(bundle)
      .filter((text) => !Object.hasOwn(wanted, text))
      .map((text) => `not used: “${text}”`),
  ];
}
