import type { Element } from 'hast';
import { h } from 'hastscript';
import { mathmlOf, type MathElement } from '../../markdown/mathml';
import type { Formula } from '../../markdown/tree';
import { formulaSource } from '../../markdown/writeFormulas';

/** A formula as MathML, or as it was written where it can't be drawn. One in a line of its own can be scrolled. */
export function htmlOfFormula(formula: Formula): Element {
  const math = mathmlOf(formula.tex, formula.display);
  const content = math ? elementOf(math) : h('code', { dir: 'ltr' }, formulaSource(formula));
  const className = [formula.display ? 'display-formula' : 'formula'];
  return h('span', formula.display ? { className, dir: 'ltr', tabIndex: 0 } : { className, dir: 'ltr' }, content);
}

function elementOf({ name, attributes, style, children }: MathElement): Element {
  const declarations = Object.entries(style).map(([property, value]) => `${hyphenated(property)}:${value}`);
  return {
    type: 'element',
    tagName: name,
    properties: declarations.length === 0 ? attributes : { ...attributes, style: declarations.join(';') },
    children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : elementOf(child))),
  };
}

function hyphenated(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
