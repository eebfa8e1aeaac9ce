/** A value that is made when it is first asked for, once. A `make` that throws is tried again the next time. */
export function lazy<Value extends object>(make: () => Value): () => Value {
  let made: Value | null = null;
  return () => (made ??= make());
}
