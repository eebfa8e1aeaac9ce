import temml from 'temml';

/** An element of MathML as data: names and attributes are of a fixed list, so that whatever draws it can trust it. */
export interface MathElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly style: Readonly<Record<string, string>>;
  readonly children: readonly MathNode[];
}

export type MathNode = MathElement | string;

/** Longer TeX is no formula that anybody reads, and takes time. */
const longestTex = 4_000;
const deepestNesting = 60;
const mostElements = 4_000;

/** Definitions can grow without bound and change what is read; answers have no use for them. */
const definition =
  /\\(?:[egx]?def|let|futurelet|global|(?:re)?newcommand|providecommand|DeclareMathOperator)(?![a-zA-Z])/;

/**
 * Makes MathML Core of TeX: https://www.w3.org/TR/mathml-core/. The TeX goes along as `alttext` and annotation.
 *
 * @returns null for what is no TeX that can be drawn: unknown or untrusted commands, definitions, and what is too long or too
 * deep. It is shown as it is written.
 */
export function mathmlOf(tex: string, display: boolean): MathElement | null {
  if (tex.length > longestTex || definition.test(tex)) return null;
  try {
    const tree: unknown = temml.__renderToMathMLTree(tex, {
      displayMode: display,
      annotate: true,
      throwOnError: true,
      trust: false,
      maxExpand: 1_000,
      maxSize: [20, 200],
    });
    const math = new MathReader().element(tree, 0);
    return { ...math, attributes: { ...math.attributes, alttext: tex } };
  } catch {
    // Temml refuses TeX by throwing, and overflows the stack on what nests deeply.
    return null;
  }
}

const elements: ReadonlySet<string> = new Set(
  (
    'math semantics annotation mrow mi mn mo ms mtext mspace msub msup msubsup munder mover munderover mmultiscripts ' +
    'mprescripts none mfrac msqrt mroot mstyle mpadded mphantom menclose mtable mtr mtd'
  ).split(' '),
);

/** Colors are left out: text that is drawn in the color of its background would be hidden. */
const attributes: ReadonlySet<string> = new Set(
  (
    'display mathvariant stretchy symmetric fence separator form largeop movablelimits accent accentunder linethickness ' +
    'lspace rspace minsize maxsize width height depth voffset scriptlevel displaystyle columnspan rowspan columnalign ' +
    'notation encoding intent'
  ).split(' '),
);

const styles = /^(?:padding(?:Left|Right|Top|Bottom)?|border(?:Left|Right|Top|Bottom)|width|fontWeight)$/;
const styleValue = /^(?:[\d.]{1,8}(?:em|ex|pt|px|%)?|solid|dashed|double|bold|normal|\s){1,6}$/;
const className = /^(?:tml-[\w-]+|upstrike|downstrike|sout|mathcal|mathscr)$/;

/** Reads the nodes of Temml, which promises nothing of their form: what is not known is refused or left out. */
class MathReader {
  #read = 0;

  element(node: unknown, depth: number): MathElement {
    this.#read += 1;
    const name = property(node, 'type');
    if (depth > deepestNesting || this.#read > mostElements) throw new Error('The formula is too large.');
    if (typeof name !== 'string' || !elements.has(name)) throw new Error('The formula has an unknown element.');
    const classes = listOf(property(node, 'classes')).filter(
      (name) => typeof name === 'string' && className.test(name),
    );
    const known = entriesOf(property(node, 'attributes')).filter(([key]) => attributes.has(key));
    return {
      name,
      attributes: Object.fromEntries(classes.length === 0 ? known : [...known, ['class', classes.join(' ')]]),
      style: Object.fromEntries(
        entriesOf(property(node, 'style')).filter(([key, value]) => styles.test(key) && styleValue.test(value)),
      ),
      children: listOf(property(node, 'children')).flatMap((child) => this.#child(child, depth + 1)),
    };
  }

  #child(node: unknown, depth: number): readonly MathNode[] {
    const text = property(node, 'text');
    if (typeof text === 'string') return [text];
    if (property(node, 'type') !== undefined) return [this.element(node, depth)];
    const children = listOf(property(node, 'children'));
    // A fragment is its children. Elements of HTML are refused, except for the one in which a style sheet counts equations.
    const isElement = ['attributes', 'href', 'src'].some((name) => property(node, name) !== undefined);
    if (isElement && children.length > 0) throw new Error('The formula has an element of HTML.');
    return children.flatMap((child) => this.#child(child, depth + 1));
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The entries of an object that are texts, numbers or booleans. */
function entriesOf(value: unknown): readonly (readonly [name: string, value: string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]: [string, unknown]) =>
    typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean'
      ? [[name, String(entry)] as const]
      : [],
  );
}
