type Close = () => Promise<unknown>;

/** What was opened, to be closed in the reverse order. */
export type Closers = {
  /** Notes how something that was just opened is closed. */
  add(close: Close): void;
  /** Whether nothing is left to close. */
  isEmpty(): boolean;
  /** Closes all of it, once. Whatever fails to close keeps nothing else open; those failures are thrown together at the end. */
  close(): Promise<void>;
};

export function openClosers(): Closers {
  const opened: Close[] = [];
  return {
    add: (close) => void opened.push(close),
    isEmpty: () => opened.length === 0,
    async close() {
      const failures: unknown[] = [];
      for (const close of opened.splice(0).reverse()) {
        try {
          await close();
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0)
        throw new AggregateError(failures, `closing: ${failures.map(String).join("; ")}`);
    },
  };
}
