/** What somebody typed, and why it was not taken. */
export interface RefusedWords {
  text: string;
  problem: string;
}

/** What was typed into the form that this page answers with a refusal, from the server, which runs in the same process. */
export function refusedWords(): string | null {
  const ask = (globalThis as Record<symbol, unknown>)[Symbol.for("vaulture.refused-words")];
  return typeof ask === "function" ? ask() : null;
}
