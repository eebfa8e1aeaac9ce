import type { Clock } from '../../src/base/clock';
import { type Disposable, toDisposable } from '../../src/base/disposable';
import type { MessageToHost } from '../../src/protocol/messages';
import type { Host } from '../host';
import { ChatConnection } from '../state/connection';
import { DraftWriter } from '../state/draftWriter';
import { DrawingWork } from '../state/drawingWork';
import { KeptState } from '../state/kept';
import { Mathematics } from '../state/mathematics';
import type { ChatServices } from '../view/services';
import type { ComparisonPage } from './page';

/** What parts of the chat need that are drawn in the page of a comparison: links are opened by its own host. */
export function servicesOf(page: ComparisonPage, clock: Clock): ChatServices {
  const host = new OnlyLinks(page);
  const connection = new ChatConnection(host, clock);
  const kept = new KeptState(host);
  return {
    connection,
    kept,
    drafts: new DraftWriter(connection, kept, clock),
    clock,
    // A module that a script with the page's nonce imports runs under that nonce.
    mathematics: new Mathematics(async () => (await import('../../src/markdown/mathml')).mathmlOf),
    drawing: new DrawingWork(),
    announce: () => undefined,
  };
}

/** A host that opens links, and knows nothing else. */
class OnlyLinks implements Host {
  readonly #page: ComparisonPage;
  #hear: (data: unknown) => void = () => undefined;

  constructor(page: ComparisonPage) {
    this.#page = page;
  }

  post(message: MessageToHost): void {
    if (message.type !== 'request') return;
    if (message.request.kind === 'openLink') this.#page.post({ type: 'openLink', url: message.request.url });
    this.#hear({ type: 'response', id: message.id, outcome: { kind: 'done' } });
  }

  onMessage(listener: (data: unknown) => void): Disposable {
    this.#hear = listener;
    return toDisposable(() => (this.#hear = () => undefined));
  }

  kept(): unknown {
    return undefined;
  }

  keep(): void {
    // A tab that comes back is made anew of the answers that it names.
  }
}
