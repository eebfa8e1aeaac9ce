/** Characters that Unicode has raised and lowered; of letters only those that fonts have for formulas. */
const raised = new Map(zip('0123456789+-−=()in', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁱⁿ'));
const lowered = new Map(zip('0123456789+-−=()aehijklmnoprstuvx', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'));

/**
 * Raised or lowered words in plain text: `10³` and `CO₂` where Unicode has every character, else `x^a` and `x_max`, with
 * parentheses around more than one word: `e^(a/b)`. Nothing is lost that would change what a number or a formula means.
 */
export function shifted(type: 'subscript' | 'superscript', words: string): string {
  const text = words.trim();
  if (text === '') return words;
  const characters = type === 'superscript' ? raised : lowered;
  const found = Array.from(text, (character) => characters.get(character));
  if (!found.includes(undefined)) return found.join('');
  const sign = type === 'superscript' ? '^' : '_';
  return /^[\p{Letter}\p{Mark}\p{Number}]+$/u.test(text) ? `${sign}${text}` : `${sign}(${text})`;
}

function zip(plain: string, shiftedText: string): readonly (readonly [string, string])[] {
  const shiftedCharacters = Array.from(shiftedText);
  return Array.from(plain, (character, index) => [character, shiftedCharacters[index] ?? character]);
}
