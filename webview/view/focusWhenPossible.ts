/** As many animation frames as a page may take to be shown: about two seconds. */
const longestWait = 120;

/**
 * Moves the focus to an element, at once or as soon as the page can take it. While VS Code loads a webview its page is
 * hidden, and a hidden page ignores `focus()`; animation frames come when it is shown. Gives up when the person has moved
 * the focus elsewhere meanwhile. Scrolls nothing.
 */
export function focusWhenPossible(element: HTMLElement, framesLeft = longestWait): void {
  element.focus({ preventScroll: true });
  const { activeElement, body } = document;
  if (activeElement !== body || !element.isConnected || framesLeft === 0) return;
  requestAnimationFrame(() => focusWhenPossible(element, framesLeft - 1));
}
