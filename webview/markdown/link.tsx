import type { ComponentChildren, VNode } from 'preact';
import { isOpenable } from '../../src/research/links';

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
