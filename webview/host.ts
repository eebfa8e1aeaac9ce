import { type Disposable, toDisposable } from '../src/base/disposable';
import type { MessageToHost } from '../src/protocol/messages';

/** What the chat needs from the program that it runs in: VS Code, or a stand-in in tests. */
export interface Host {
  post(message: MessageToHost): void;
  /** Hears everything that arrives, before anybody has looked at it. */
  onMessage(listener: (data: unknown) => void): Disposable;
  /** What `keep` was given last, also by an earlier life of this webview; undefined when it never was. */
  kept(): unknown;
  /** Keeps a value that JSON can hold for as long as the webview's view or tab exists. */
  keep(value: unknown): void;
}

/** What VS Code gives a webview, once. */
interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: () => WebviewApi;

/** VS Code as the host. May be called once in a page's life. */
export function vscodeHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    onMessage(listener) {
      const hear = (event: MessageEvent<unknown>): void => listener(event.data);
      window.addEventListener('message', hear);
      return toDisposable(() => window.removeEventListener('message', hear));
    },
    kept: () => api.getState(),
    keep: (value) => api.setState(value),
  };
}
