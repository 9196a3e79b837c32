/** A small security bug: `find` stands exactly once in `file`, and `replace` in its place is the bug. */
export type Twin = {
  name: string;
  file: string;
  find: string;
  replace: string;
  /** The test files that are to catch it, the quickest first. */
  caughtBy: string[];
};
