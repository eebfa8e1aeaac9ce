import type { ComponentChild, ComponentChildren } from 'preact';
import { unreachable } from '../../src/base/result';
import { tagNames } from '../../src/markdown/elements';
import type { Inline } from '../../src/markdown/tree';
import { CitationMarker } from '../view/citationMarker';
import { UnresolvedMarker } from '../view/unresolvedMarker';
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
    case 'strong':
    case 'strikethrough':
    case 'subscript':
    case 'superscript':
    case 'keyboard':
    case 'highlight': {
      const Element = tagNames[inline.type];
      return <Element>{renderInlines(inline.children)}</Element>;
    }
    case 'code':
      return <code>{inline.text}</code>;
    case 'link':
      return <Link url={inline.url}>{renderInlines(inline.children)}</Link>;
    case 'marker':
      return <CitationMarker number={inline.number} />;
    case 'unresolved':
      return <UnresolvedMarker citation={inline} />;
    case 'formula':
      return <FormulaView formula={inline} />;
    case 'break':
      return <br />;
    default:
      return unreachable(inline);
  }
}
