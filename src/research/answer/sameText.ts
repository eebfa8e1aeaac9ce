/** Whether two lines say the same to a reader: case, white space, quotes around them and a final mark make no difference. */
export function sameText(one: string, other: string): boolean {
  return essenceOf(one) === essenceOf(other);
}

function essenceOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[\s"'“”„‘’«»]+|[\s"'“”‘’«».?!:…。]+$/gu, '');
}
