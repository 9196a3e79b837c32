/** What somebody typed, and why it was not taken. */
export interface RefusedWords {
  text: string;
  problem: string;
}

/** The one field of a page that holds such words or waits for them: where the page that answers opens. */
export const wordsFieldId = "your-words";

/** What was typed into the form that this page answers with a refusal, from the server, which runs in the same process. */
export function refusedWords(): string | null {
  const ask = (globalThis as Record<symbol, unknown>)[Symbol.for("vaulture.refused-words")];
  return typeof ask === "function" ? ask() : null;
}
