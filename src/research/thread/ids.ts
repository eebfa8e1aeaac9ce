/** Ids are strings that must not be mixed up; the brand exists for the compiler only. */
type Branded<Name extends string> = string & { readonly __brand: Name };

/** A conversation of this extension. */
export type ThreadId = Branded<'ThreadId'>;
/** One question of a thread. */
export type TurnId = Branded<'TurnId'>;
/** One sending of a turn's question. A turn that failed and is retried has several. */
export type AttemptId = Branded<'AttemptId'>;
/** A Task API run, as the API names it. */
export type RunId = Branded<'RunId'>;
/** The API's handle of a turn's whole context, passed on as `previous_interaction_id`. */
export type InteractionId = Branded<'InteractionId'>;
