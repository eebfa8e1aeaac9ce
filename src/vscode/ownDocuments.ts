import type { Memento } from 'vscode';
import type { AttachedContext } from '../research/context';

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
    if (uri === null || this.has(uri)) return;
    void this.#memory.update(attachedDocuments, [uri, ...this.#uris].slice(0, mostDocuments));
  }

  has(uri: string): boolean {
    return this.#uris.includes(uri);
  }

  get #uris(): readonly unknown[] {
    const kept = this.#memory.get<unknown>(attachedDocuments);
    return Array.isArray(kept) ? (kept as readonly unknown[]) : [];
  }
}
