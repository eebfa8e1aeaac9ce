/**
 * Translates a message written in English; `{0}`, `{1}` stand for the arguments. VS Code's `l10n.t` has this shape.
 * The English text is the key.
 */
export type Localize = (message: string, ...args: (string | number)[]) => string;

/** A `Localize` over translations by English message; what has no translation stays English. */
export function localizeWith(translations: Readonly<Record<string, string>>): Localize {
  return (message, ...args) => {
    const text = Object.hasOwn(translations, message) ? (translations[message] ?? message) : message;
    return format(text, ...args);
  };
}

/** A translated text with its values filled in: `{0}` stands for the first one. */
export function format(text: string, ...values: (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (placeholder, index: string) => {
    const value = values[Number(index)];
    return value === undefined ? placeholder : String(value);
  });
}
