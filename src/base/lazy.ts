/**
 * A value that is made when it is first asked for, once. A `make` that throws is tried again the next time, and so is one
 * whose promise is rejected: a bundle that could not be loaded now may be loaded later.
 */
export function lazy<Value extends object>(make: () => Value): () => Value {
  let made: Value | null = null;
  return () => {
    if (made !== null) return made;
    const value = make();
    made = value;
    if (value instanceof Promise) {
      value.catch(() => {
        if (made === value) made = null;
      });
    }
    return value;
  };
}
