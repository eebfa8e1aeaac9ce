/**
 * An error in words that are certain to hold nothing of the person's: what kind it is, its code, where in the extension it
 * was thrown, and the same of its causes. Its message is left out, since anything can stand there: a parser quotes what it
 * could not read. Never throws.
 */
export function describeError(error: unknown): string {
  return describe(error, 0);
}

/** Errors can be causes of themselves. */
const deepest = 4;
const mostErrors = 4;
const mostFrames = 8;

function describe(error: unknown, depth: number): string {
  const place = framesOf(error).join(' ← ');
  const parts = [nameOf(error), codeOf(error), systemCallOf(error), place === '' ? '' : `at ${place}`];
  const own = parts.filter((part) => part !== '').join(' ');
  if (depth === deepest) return own;
  const errors = property(error, 'errors');
  const several: readonly unknown[] = Array.isArray(errors) ? errors.slice(0, mostErrors) : [];
  const cause = property(error, 'cause');
  const inner = cause === undefined || cause === null ? several : [cause, ...several];
  return [own, ...inner.map((one) => `caused by ${describe(one, depth + 1)}`)].join(', ');
}

const names: ReadonlySet<string> = new Set([
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'AggregateError'],
  ...['AbortError', 'TimeoutError', 'DOMException', 'FileSystemError', 'CancellationError', 'Canceled', 'ValiError'],
]);

function nameOf(error: unknown): string {
  const name = property(error, 'name');
  return typeof name === 'string' && names.has(name) ? name : 'Error';
}

/**
 * The codes of Node, of undici, of the system and of TLS: https://nodejs.org/api/errors.html,
 * https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const codes =
  /^(?:E[A-Z0-9]{2,15}|(?:ERR|UND_ERR|CERT|CRL|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|HOSTNAME|INVALID|PATH_LENGTH)_[A-Z0-9_]{2,40})$/;

function codeOf(error: unknown): string {
  const code = property(error, 'code');
  return typeof code === 'string' && codes.test(code) ? code : '';
}

const systemCalls: ReadonlySet<string> = new Set(
  'getaddrinfo connect read write open close stat lstat mkdir rename rm unlink rmdir scandir fdatasync fsync'.split(
    ' ',
  ),
);

function systemCallOf(error: unknown): string {
  const call = property(error, 'syscall');
  return typeof call === 'string' && systemCalls.has(call) ? `(${call})` : '';
}

/** Frames in the extension's own bundles: `extension.js:10:2`. */
function framesOf(error: unknown): readonly string[] {
  const stack = property(error, 'stack');
  if (typeof stack !== 'string') return [];
  const frames = stack.slice(0, 20_000).matchAll(/[/\\]((?:extension|parallel|webview)\.js:\d{1,7}:\d{1,7})\)?$/gm);
  return Array.from(frames, ([, frame = '']) => frame).slice(0, mostFrames);
}

/** Reading a property can run code, and fail. */
function property(value: unknown, name: string): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  try {
    return (value as Readonly<Record<string, unknown>>)[name];
  } catch {
    return undefined;
  }
}
