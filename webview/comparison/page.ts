import type { MessageFromComparison } from '../../src/protocol/comparison';

declare const acquireVsCodeApi: () => { postMessage(message: unknown): void };

/** What the page of a comparison needs of the program that it runs in. */
export interface ComparisonPage {
  post(message: MessageFromComparison): void;
  /** Hears everything that arrives, before anybody has looked at it. */
  onMessage(listener: (data: unknown) => void): void;
}

/** VS Code as that program. May be called once in a page's life. */
export function comparisonPage(): ComparisonPage {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    onMessage: (listener) => window.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data)),
  };
}
