import { shorten } from '../../src/research/thread/thread';
import { blankDraft, type KnownDraft } from './draft';

/** A thread as the person who walks knows it. */
export interface KnownThread {
  /** What the list and the chat call it. */
  title: string;
  /** Its questions; no two of a walk are worded the same, but one that was asked again. */
  readonly questions: string[];
  isPinned: boolean;
  /** What is written below it. */
  readonly draft: KnownDraft;
  /** What is written in the places of earlier questions, by the ids of their turns. */
  readonly edits: Map<string, KnownDraft>;
  /** The turn in whose place the composer stands; null for below the thread. */
  edited: string | null;
}

/** A thread as its first question makes it. */
export function newThread(question: string): KnownThread {
  return {
    title: shorten(question),
    questions: [question],
    isPinned: false,
    draft: blankDraft(),
    edits: new Map(),
    edited: null,
  };
}
