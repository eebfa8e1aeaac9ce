/** A question that is being written, as the person who walks left it. */
export interface KnownDraft {
  text: string;
  /** What the chips of its attachments say. */
  attachments: string[];
  /** What the person chose to have it answered by, as the composer names it; null where nothing was chosen. */
  engine: string | null;
}

export function blankDraft(): KnownDraft {
  return { text: '', attachments: [], engine: null };
}

/** Whether nothing was written or attached: such a draft is not kept when its window ends, whatever was chosen for it. */
export function isBlank({ text, attachments }: KnownDraft): boolean {
  return text.trim() === '' && attachments.length === 0;
}

/** What was sent leaves the draft. */
export function clearSent(draft: KnownDraft): void {
  Object.assign(draft, blankDraft());
}
