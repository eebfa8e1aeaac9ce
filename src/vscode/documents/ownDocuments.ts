import type { Memento } from 'vscode';
import { pathIn, type AttachedContext } from '../../research/thread/context';

const attachedDocuments = 'attachedDocuments';
const mostDocuments = 500;

/**
 * Which documents the person attached in this workspace on this computer. Kept in VS Code's memory and not with the threads,
 * where a record that comes from somebody else could claim it.
 */
export class OwnDocuments {
  readonly #memory: Memento;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  /** The person has attached a document, or a part of it. */
  note({ uri }: Pick<AttachedContext, 'uri'>): void {
    if (uri === null || this.recency(uri) === 0) return;
    const others = this.#uris.filter((known) => known !== uri);
    void this.#memory.update(attachedDocuments, [uri, ...others].slice(0, mostDocuments));
  }

  has(uri: string): boolean {
    return this.#uris.includes(uri);
  }

  /** How recently a document was attached: 0 for last; null for never. */
  recency(uri: string): number | null {
    const index = this.#uris.indexOf(uri);
    return index < 0 ? null : index;
  }

  /** The one document of that name that was attached here; null where there is none, or several. */
  named(label: string): string | null {
    const uris = this.#uris.filter((uri) => typeof uri === 'string');
    const [found, ...others] = uris.filter((uri) => pathIn(uri).endsWith(`/${label}`));
    return found !== undefined && others.length === 0 ? found : null;
  }

  get #uris(): readonly unknown[] {
    const kept = this.#memory.get<unknown>(attachedDocuments);
    return Array.isArray(kept) ? (kept as readonly unknown[]) : [];
  }
}
