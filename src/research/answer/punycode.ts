const base = 36;
const smallestThreshold = 1;
const largestThreshold = 26;
const skew = 38;
const damp = 700;
const initialBias = 72;
const initialCodePoint = 128;
const largestCodePoint = 0x10ffff;
/** Of a label, by the rules of the domain name system. */
const longestLabel = 63;

/**
 * Decodes what follows `xn--` in a label of a host name, after RFC 3492; null when it is not well formed or too long for
 * a label. The `URL` class only encodes.
 */
export function decodePunycode(encoded: string): string | null {
  if (encoded.length > longestLabel) return null;
  const lastHyphen = encoded.lastIndexOf('-');
  const output = lastHyphen > 0 ? Array.from(encoded.slice(0, lastHyphen), (letter) => letter.charCodeAt(0)) : [];
  let codePoint = initialCodePoint;
  let insertion = 0;
  let bias = initialBias;
  for (let position = lastHyphen > 0 ? lastHyphen + 1 : 0; position < encoded.length;) {
    const number = readNumber(encoded, position, bias);
    if (number === null) return null;
    position = number.end;
    const start = insertion;
    insertion += number.value;
    const length = output.length + 1;
    bias = adapt(insertion - start, length, start === 0);
    codePoint += Math.floor(insertion / length);
    insertion %= length;
    if (codePoint > largestCodePoint) return null;
    output.splice(insertion, 0, codePoint);
    insertion += 1;
  }
  return output.map((point) => String.fromCodePoint(point)).join('');
}

/** Reads one number of variable length (RFC 3492, section 3.3). */
function readNumber(encoded: string, start: number, bias: number): { value: number; end: number } | null {
  let value = 0;
  let weight = 1;
  for (let position = start, step = base; position < encoded.length; position += 1, step += base) {
    const digit = '0123456789abcdefghijklmnopqrstuvwxyz'.indexOf(encoded.charAt(position).toLowerCase());
    if (digit < 0) return null;
    const amount = digit < 10 ? digit + 26 : digit - 10;
    value += amount * weight;
    if (value > Number.MAX_SAFE_INTEGER) return null;
    const threshold = Math.min(Math.max(step - bias, smallestThreshold), largestThreshold);
    if (amount < threshold) return { value, end: position + 1 };
    weight *= base - threshold;
  }
  return null;
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / damp) : delta >> 1;
  rest += Math.floor(rest / length);
  let bias = 0;
  for (; rest > ((base - smallestThreshold) * largestThreshold) >> 1; bias += base) {
    rest = Math.floor(rest / (base - smallestThreshold));
  }
  return bias + Math.floor(((base - smallestThreshold + 1) * rest) / (rest + skew));
}
