import { createElement, type VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { MathElement } from '../../src/markdown/mathml';
import type { Formula } from '../../src/markdown/tree';
import { formulaSource } from '../../src/markdown/writeFormulas';
import type { DrawFormula } from '../state/mathematics';
import { useLocalize, useServices } from '../view/services';

interface FormulaProps {
  readonly formula: Formula;
}

/** A formula within a line, or set apart in a box of its own, which scrolls when it is too wide. */
export function InlineFormula({ formula }: FormulaProps): VNode {
  return formula.display ? <DisplayFormula formula={formula} /> : <FormulaContent formula={formula} />;
}

/** A formula in a box of its own, which can be scrolled from the keyboard. */
export function DisplayFormula({ formula }: FormulaProps): VNode {
  const localize = useLocalize();
  return (
    <span class="display-formula" dir="ltr" tabIndex={0} role="group" aria-label={localize('Formula')}>
      <FormulaContent formula={formula} />
    </span>
  );
}

/** MathML; the TeX as it was written until it can be drawn, or when it can't. */
function FormulaContent({ formula }: FormulaProps): VNode {
  const { tex, display } = formula;
  const draw = useDrawFormula();
  const math = useMemo(() => draw?.(tex, display) ?? null, [draw, tex, display]);
  return math ? (
    <span class="formula" dir="ltr">
      {elementOf(math)}
    </span>
  ) : (
    <code class="formula" dir="ltr">
      {formulaSource(formula)}
    </code>
  );
}

function useDrawFormula(): DrawFormula | null {
  const { mathematics } = useServices();
  const [, setLoaded] = useState(mathematics.draw !== null);
  useEffect(() => {
    const hearing = mathematics.onDidLoad(() => setLoaded(true));
    setLoaded(mathematics.draw !== null);
    mathematics.require();
    return () => hearing.dispose();
  }, [mathematics]);
  return mathematics.draw;
}

function elementOf({ name, attributes, style, children }: MathElement): VNode {
  const properties: Readonly<Record<string, unknown>> = { ...attributes, style };
  const content = children.map((child) => (typeof child === 'string' ? child : elementOf(child)));
  return createElement(name, properties, content);
}
