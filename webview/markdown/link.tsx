import type { ComponentChildren, TargetedMouseEvent, VNode } from 'preact';
import { isOpenable } from '../../src/research/answer/links';
import { useOpenLink } from '../view/useOpenLink';

interface LinkProps {
  readonly url: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A link to the web, whose tooltip is the exact URL. A URL that must not be opened is told, not linked. */
export function Link({ url, children, ...more }: LinkProps): VNode {
  const open = useOpenLink();
  if (!isOpenable(url)) {
    return (
      <span>
        {children} <bdi class="unopenable">{url}</bdi>
      </span>
    );
  }
  const onClick = (event: TargetedMouseEvent<HTMLAnchorElement>): void => {
    // VS Code opens `href` as the page has normalized it. What that would change is opened by the host, as it is stored.
    if (event.currentTarget.href === url) return;
    event.preventDefault();
    event.stopPropagation();
    open(url);
  };
  const onAuxClick = (event: TargetedMouseEvent<HTMLAnchorElement>): void => {
    // VS Code does nothing at a middle click; in a browser it is how a link is opened.
    if (event.button !== 1) return;
    event.preventDefault();
    open(url);
  };
  return (
    <a {...more} href={url} title={url} onClick={onClick} onAuxClick={onAuxClick}>
      {children}
    </a>
  );
}
