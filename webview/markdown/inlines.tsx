import type { ComponentChild, ComponentChildren } from 'preact';
import { unreachable } from '../../src/base/result';
import type { Inline } from '../../src/markdown/tree';
import { CitationMarker } from '../view/citationMarker';
import { FormulaView } from './formula';
import { Link } from './link';

/** Draws inlines. */
export function renderInlines(inlines: readonly Inline[]): ComponentChildren {
  return inlines.map(renderInline);
}

function renderInline(inline: Inline): ComponentChild {
  switch (inline.type) {
    case 'text':
      return inline.text;
    case 'emphasis':
      return <em>{renderInlines(inline.children)}</em>;
    case 'strong':
      return <strong>{renderInlines(inline.children)}</strong>;
    case 'strikethrough':
      return <s>{renderInlines(inline.children)}</s>;
    case 'code':
      return <code>{inline.text}</code>;
    case 'link':
      return <Link url={inline.url}>{renderInlines(inline.children)}</Link>;
    case 'marker':
      return <CitationMarker number={inline.number} />;
    case 'formula':
      return <FormulaView formula={inline} />;
    case 'break':
      return <br />;
    default:
      return unreachable(inline);
  }
}
