/**
 * How something ended that a person asked for. `done` carries a sentence for the person where nothing else shows what was
 * done, `refused` always does: why it could not be done, and what to do. `cancelled` means that the person changed their mind.
 */
export type ActionOutcome =
  | { readonly kind: 'done'; readonly said?: string }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'cancelled' };

export const done = { kind: 'done' } as const;
/** The action is done, and nothing but `said` shows that. */
export function doneSaying(said: string): Extract<ActionOutcome, { kind: 'done' }> {
  return { kind: 'done', said };
}

export const cancelled = { kind: 'cancelled' } as const;

/** The action could not be done; `message` says why and what to do. */
export function refused(message: string): Extract<ActionOutcome, { kind: 'refused' }> {
  return { kind: 'refused', message };
}
