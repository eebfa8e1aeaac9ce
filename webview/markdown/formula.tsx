import { createElement, type VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { MathElement } from '../../src/markdown/mathml';
import type { Formula } from '../../src/markdown/tree';
import { formulaSource } from '../../src/markdown/writeFormulas';
import type { DrawFormula } from '../state/mathematics';
import { useStrings, useServices } from '../view/services';

interface FormulaProps {
  readonly formula: Formula;
}

/** A formula within a line, or one that is set apart. */
export function FormulaView({ formula }: FormulaProps): VNode {
  const { tex, display } = formula;
  const draw = useDrawFormula();
  const math = useMemo(() => draw?.(tex, display) ?? null, [draw, tex, display]);
  const content = math ? elementOf(math) : <code>{formulaSource(formula)}</code>;
  return <ScrollBox className={display ? 'display-formula' : math ? 'formula' : 'formula-text'}>{content}</ScrollBox>;
}

interface ScrollBoxProps {
  readonly className: string;
  readonly children: VNode;
}

/** A box that is a stop of the Tab key, to be scrolled from the keyboard, only when what it holds is wider than it is. */
function ScrollBox({ className, children }: ScrollBoxProps): VNode {
  const strings = useStrings();
  const box = useRef<HTMLSpanElement>(null);
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWide(element.scrollWidth > element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [children]);
  const stop = isWide ? ({ tabIndex: 0, role: 'group', 'aria-label': strings.formula } as const) : {};
  return (
    <span ref={box} class={className} dir="ltr" {...stop}>
      {children}
    </span>
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
