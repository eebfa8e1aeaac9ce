/** What has been written of a run, piece by piece: looking at its end never takes a look at the whole. */
export class WrittenRun {
  readonly #pieces: string[] = [];

  constructor(beginning = '') {
    this.add(beginning);
  }

  get text(): string {
    return this.#pieces.join('');
  }

  /** The character that it ends with; the backslash, when that escapes the last one. Undefined while it is empty. */
  get end(): string | undefined {
    const piece = this.#pieces.at(-1);
    if (piece === undefined) return undefined;
    const last = lastCharacter(piece);
    return this.#backslashesBefore(last) % 2 === 1 ? '\\' : last;
  }

  /** How many backslashes stand before the last character. */
  #backslashesBefore({ length }: string): number {
    let count = 0;
    let skipped = length;
    for (let index = this.#pieces.length - 1; index >= 0; index -= 1) {
      const piece = this.#pieces[index] ?? '';
      let end = piece.length - skipped;
      skipped = 0;
      while (piece.charAt(end - 1) === '\\') {
        end -= 1;
        count += 1;
      }
      if (end > 0) return count;
    }
    return count;
  }

  add(piece: string): void {
    if (piece !== '') this.#pieces.push(piece);
  }

  /** Takes white space off its end, but for the line feed of a break, whose backslash would escape what comes next. */
  trimEnd(): void {
    let firstOfSpace = '';
    while (this.#pieces.length > 0) {
      const piece = this.#pieces.pop() ?? '';
      const words = piece.trimEnd();
      firstOfSpace = piece.charAt(words.length) || firstOfSpace;
      if (words === '') continue;
      this.#pieces.push(words);
      break;
    }
    if (firstOfSpace === '\n') this.#pieces.push(firstOfSpace);
  }
}

function lastCharacter(text: string): string {
  const pair = text.slice(-2);
  return (pair.codePointAt(0) ?? 0) > 0xffff ? pair : pair.slice(-1);
}
