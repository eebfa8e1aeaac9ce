import type { ComponentChild, ComponentChildren, VNode } from 'preact';
import { unreachable } from '../../src/base/result';
import type { Inline } from '../../src/markdown/tree';
import { isOpenable } from '../../src/research/links';
import { CitationMarker } from '../view/citationMarker';

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
    case 'break':
      return <br />;
    default:
      return unreachable(inline);
  }
}

/** A link to the web, whose tooltip is the exact URL. A URL that must not be opened is told, not linked. */
export function Link({ url, children }: { readonly url: string; readonly children: ComponentChildren }): VNode {
  if (isOpenable(url)) {
    return (
      <a href={url} title={url}>
        {children}
      </a>
    );
  }
  return (
    <span>
      {children} <bdi class="unopenable">{url}</bdi>
    </span>
  );
}
