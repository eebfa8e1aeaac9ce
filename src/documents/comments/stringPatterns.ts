/** How the strings, here-documents and comments of a language are found in its code, from its beginning on. */
export interface StringPatterns {
  /** What is passed over: it holds no strings, and comments may stand in it. */
  readonly passed: readonly string[];
  /** Strings, and comments of several lines. */
  readonly strings: readonly string[];
  /** What begins a here-document, with the groups `tag` or `quotedTag`: its last line holds that alone. */
  readonly hereDocument?: string;
  /** What begins a string with delimiters of the writer's choice; `delimiter` is the first, `parts` tells of two strings. */
  readonly chosenDelimiter?: string;
}

const escape = String.raw`\\[^]`;
const hash = '#[^\\n]*';
/** Within words, expansions and addresses, `#` begins no comment. */
const hashOfWords = String.raw`(?<![^\s;&|()])#[^\n]*`;
const slashes = String.raw`//[^\n]*`;
const block = String.raw`/\*[^]*?(?:\*/|$)`;

/** A string between two signs, over several lines or on one. */
function between(open: string, close = open): string {
  return String.raw`${open}(?:\\[^]|[^\\])*?(?:${close}|$)`;
}
const long = (sign: string): string => String.raw`${sign}[^${sign}\\]*(?:\\[^][^${sign}\\]*)*${sign}`;
const short = (sign: string): string => String.raw`${sign}[^${sign}\\\n]*(?:\\[^][^${sign}\\\n]*)*${sign}`;
const raw = (sign: string): string => `${sign}[^${sign}]*${sign}`;
const tripled = [between('"""'), between("'''")];
const shortQuotes = [short('"'), short("'")];
const longQuotes = [long('"'), long("'")];
const longBrackets = (before: string, name: string): string =>
  String.raw`${before}\[(?<${name}>=*)\[[^]*?(?:\]\k<${name}>\]|$)`;

/** Where a value is expected, a slash begins a pattern; elsewhere it divides. */
const beforeValue = String.raw`(?<=(?:^|[\n=(,;{[|&!~?:]|\b(?:if|unless|when|and|or|not|split|grep|return))[ \t]*)`;
const pattern = String.raw`${beforeValue}/(?![/*\s])[^/\\]*(?:\\[^][^/\\]*)*/`;

const script: StringPatterns = {
  passed: [escape, slashes, String.raw`${beforeValue}/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+/`],
  strings: [block, ...shortQuotes, long('`')],
};
const c: StringPatterns = {
  passed: [escape, slashes],
  strings: [block, String.raw`R"(?<raw>[^()\\\s]*)\([^]*?(?:\)\k<raw>"|$)`, ...shortQuotes],
};
const java: StringPatterns = { passed: [escape, slashes], strings: [block, ...tripled, ...shortQuotes] };
const groovy: StringPatterns = {
  passed: [escape, slashes],
  strings: [block, ...tripled, ...shortQuotes, String.raw`\$/[^]*?/\$`, pattern],
};
/** What stands between two signs, with quoted text and with pairs of the signs within it. */
function nested(open: string, close: string, depth = 3): string {
  const plain = String.raw`[^${open}${close}"'\\]*`;
  const parts = [escape, long('"'), raw("'"), ...(depth > 1 ? [nested(open, close, depth - 1)] : [])];
  return `[${open}]${plain}(?:(?:${parts.join('|')})${plain})*[${close}]`;
}
const hereDocument = String.raw`<<(?!<)-?[ \t]*(?:(?<quote>["'])(?<quotedTag>[^\n]*?)\k<quote>|\\?(?<tag>[^\s;&|<>()"'\\]+))`;
const shell: StringPatterns = {
  passed: [escape, hashOfWords],
  strings: [
    String.raw`\$'[^'\\]*(?:\\[^][^'\\]*)*'`,
    raw("'"),
    long('"'),
    long('`'),
    // Expansions and arithmetic, in which a hash begins no comment.
    String.raw`\$${nested('{', '}')}`,
    String.raw`\$?\(${nested('(', ')')}\)`,
    String.raw`\$${nested('\\[', '\\]')}`,
  ],
  hereDocument,
};
/** The deeper lines below a line that ends in `|` or `>`. Those of other keys of an item of a list are taken for more of them. */
const yamlBlock = String.raw`(?<=^|\n)(?<depth> *)(?![\s#])[^\n]*?(?:[:?-]|[!&]\S{0,80})[ \t]{1,80}[|>][-+\d]{0,2}(?:[ \t]{1,80}#[^\n]*|[ \t]{0,80})(?=\r?\n)(?:(?:\r?\n[ \t]*)*\r?\n\k<depth> +\S[^\n]*)*`;
const yamlValue = String.raw`(?=["'])(?<=(?:^|\n|[:?,[{-][ \t])[ \t]{0,80})`;
const yaml: StringPatterns = {
  passed: [String.raw`(?<!\S)#[^\n]*`],
  strings: [yamlBlock, `${yamlValue}${long('"')}`, `${yamlValue}'(?:''|[^'])*'`],
};
const pod = String.raw`(?<=^|\n)=[A-Za-z][^]*?(?:\n=cut[^\n]*|$)`;
const perl: StringPatterns = {
  passed: [escape, String.raw`\$[#"'&]`, hash],
  strings: [pod, long('"'), String.raw`(?<!\w)${long("'")}`, long('`'), pattern],
  hereDocument: String.raw`<<~?(?:(?<quote>["'\x60])(?<quotedTag>[^\n]*?)\k<quote>|(?<tag>[A-Za-z_]\w*))`,
  chosenDelimiter: String.raw`(?<![\w$@%&{>.-])(?:q[qwxr]?|m|(?<parts>s|tr|y))(?!\s*=>)(?:\s*(?<delimiter>[{([</!|])|(?<delimiter2>[^\w\s,;)}]))`,
};
const ruby: StringPatterns = {
  passed: [escape, String.raw`(?<![\w)\]])\?["'#\x60]`, hash],
  strings: [String.raw`(?<=^|\n)=begin\b[^]*?(?:\n=end[^\n]*|$)`, ...longQuotes, long('`'), pattern],
  hereDocument: String.raw`<<[~-]?(?:(?<quote>["'\x60])(?<quotedTag>[^\n]*?)\k<quote>|(?<tag>[A-Z_]\w*))`,
  chosenDelimiter: String.raw`%(?:[qQwWiIrsx](?<delimiter>[^\w\s])|(?<=(?:^|[\s=(,{[|!])%)(?<delimiter2>[{([<|/!]))`,
};
const lisp: StringPatterns = {
  passed: [escape, ';[^\\n]*'],
  strings: [String.raw`#\|[^]*?(?:\|#|$)`, long('"')],
};
const vim: StringPatterns = {
  passed: [],
  strings: [],
  hereDocument: String.raw`<<[ \t]*(?:(?:trim|eval)[ \t]+)*(?<tag>[^\s|]{1,60})[ \t]*(?=\n)`,
};

/** Of languages that name none of these, strings of several lines are not seen. */
export const stringPatterns = {
  script,
  c,
  java,
  groovy,
  shell,
  yaml,
  perl,
  ruby,
  lisp,
  vim,
  csharp: {
    passed: [escape, slashes],
    strings: [block, between('"""'), String.raw`(?:\$@|@\$?)"(?:""|[^"])*"`, ...shortQuotes],
  },
  fsharp: {
    passed: [escape, slashes],
    strings: [String.raw`\(\*(?!\))[^]*?(?:\*\)|$)`, between('"""'), long('"')],
  },
  vb: { passed: [String.raw`'[^\n]*`], strings: [raw('"')] },
  go: { passed: [escape, slashes], strings: [block, raw('`'), ...shortQuotes] },
  rust: {
    passed: [escape, slashes, String.raw`'(?:\\[^\n]|[^'\\\n])'`],
    strings: [block, String.raw`r(?<raw>#*)"[^]*?(?:"\k<raw>|$)`, long('"')],
  },
  php: {
    passed: [String.raw`(?:^|\?>)[^]*?(?:<\?|$)`, escape, slashes, hash],
    strings: [block, ...longQuotes, long('`')],
    hereDocument: String.raw`<<<[ \t]*(?<quote>["']?)(?<tag>\w+)\k<quote>`,
  },
  python: { passed: [escape, hash], strings: [...tripled, ...shortQuotes] },
  elixir: {
    passed: [escape, String.raw`\?\\?["'#]`, hash],
    strings: [
      String.raw`(?:~[A-Za-z]+)?${between('"""')}`,
      String.raw`(?:~[A-Za-z]+)?${between("'''")}`,
      ...longQuotes,
    ],
    chosenDelimiter: String.raw`~[A-Za-z]+(?<delimiter>[{([<|/"'])`,
  },
  r: {
    passed: [escape, hash],
    strings: [String.raw`[rR]"(?<raw>-*)[([{][^]*?(?:[)\]}]\k<raw>"|$)`, ...longQuotes, raw('`')],
  },
  julia: {
    passed: [escape, String.raw`#(?!=)[^\n]*`, String.raw`'(?:\\.|[^'\\\n])'`],
    strings: [String.raw`#=[^]*?(?:=#|$)`, between('"""'), long('"'), long('`')],
  },
  lua: {
    passed: [escape, String.raw`--(?!\[=*\[)[^\n]*`],
    strings: [longBrackets('(?:--)?', 'level'), ...shortQuotes],
  },
  powershell: {
    passed: ['`[^]', hash],
    strings: [
      String.raw`<#[^]*?(?:#>|$)`,
      String.raw`@(?<quote>["'])[ \t]*\r?\n[^]*?(?:\n\k<quote>@|$)`,
      '"(?:`[^]|[^"`])*"',
      raw("'"),
    ],
  },
  dockerfile: { passed: [String.raw`(?<=^|\n)[ \t]*#[^\n]*`], strings: [], hereDocument },
  sql: { passed: ['--[^\\n]*'], strings: [block, raw("'"), raw('"'), raw('`')] },
  makefile: {
    passed: [],
    strings: [String.raw`(?<=^|\n)[ \t]*(?:override[ \t]+)?define\b[^]*?(?:\n[ \t]*endef\b|$)`],
  },
  cmake: { passed: [escape, String.raw`#(?!\[=*\[)[^\n]*`], strings: [longBrackets('#?', 'level'), long('"')] },
  nix: { passed: [escape, hash], strings: [block, String.raw`''(?:''[$'\\]|'(?!')|[^'])*''`, long('"')] },
  terraform: {
    passed: [escape, hash, slashes],
    strings: [block, short('"')],
    hereDocument: String.raw`<<-?(?<tag>\w+)`,
  },
  tcl: { passed: [escape], strings: [String.raw`(?<=[\s[{])${long('"')}`] },
  toml: { passed: [escape, hash], strings: [...tripled, short('"'), String.raw`'[^'\n]*'`] },
  haskell: {
    passed: [escape, String.raw`--+[^\n]*`],
    strings: [String.raw`\{-[^]*?(?:-\}|$)`, String.raw`\[\w*\|[^]*?\|\]`, long('"')],
  },
  coffeescript: {
    passed: [escape, String.raw`#(?!##)[^\n]*`],
    strings: ['###[^]*?(?:###|$)', ...tripled, '///[^]*?(?:///|$)', ...longQuotes, long('`')],
  },
  graphql: { passed: [escape, hash], strings: [between('"""'), short('"')] },
} as const satisfies Readonly<Record<string, StringPatterns>>;
