/** Something that takes a text from outside: given one, it returns what is then measured, and awaited. */
export type Reader = (text: string) => () => unknown;

/** Readers by what they do, as a test is named. */
export type Readers = Readonly<Record<string, Reader>>;
