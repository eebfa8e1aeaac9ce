import type { ComparedTurns, MessageFromComparison } from '../../src/protocol/comparison';

declare const acquireVsCodeApi: () => { postMessage(message: unknown): void; setState(state: unknown): void };

/** What the page of a comparison needs of the program that it runs in. */
export interface ComparisonPage {
  post(message: MessageFromComparison): void;
  /** Keeps which answers are shown for as long as the tab exists, so that it comes back when the window is loaded again. */
  keep(turns: ComparedTurns): void;
  /** Hears everything that arrives, before anybody has looked at it. */
  onMessage(listener: (data: unknown) => void): void;
}

/** VS Code as that program. May be called once in a page's life. */
export function comparisonPage(): ComparisonPage {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    keep: (turns) => api.setState(turns),
    onMessage: (listener) => window.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data)),
  };
}
