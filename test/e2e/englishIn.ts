/**
 * Which of the texts that are shown say what a message of the bundle says in English. Messages with few letters of their own,
 * such as `{0} / {1}`, say nothing in any language.
 */
export function englishIn(shown: readonly string[], messages: readonly string[]): readonly string[] {
  const patterns = messages.filter((message) => lettersOf(message) >= fewLetters).map(patternOf);
  return shown.filter((text) => patterns.some((pattern) => pattern.test(text)));
}

const fewLetters = 3;

function lettersOf(message: string): number {
  return message.replace(/\{\d+\}/g, '').match(/\p{L}/gu)?.length ?? 0;
}

function patternOf(message: string): RegExp {
  const parts = message.split(/\{\d+\}/).map((part) => part.trim().replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^\\s*${parts.join('\\s*.*?\\s*')}\\s*$`, 'su');
}
