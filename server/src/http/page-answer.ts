import { AsyncLocalStorage } from "node:async_hooks";
import { pageReaderHeader } from "./page-reader.ts";

export type PageAnswer = {
  status: number | null;
  /** What somebody typed into the form that this page answers with a refusal. */
  words: string | null;
};

type Asked = PageAnswer & {
  /** Who reads: what the page asks our API is asked for them. */
  reader: { address: string; userAgent: string | undefined };
};

const answers = new AsyncLocalStorage<Asked>();

// Next gives a page no way to say its status while it is rendered, nor to be the answer to a form of another address. It runs in this
// process, so it may tell us (web/lib/found.tsx) and ask us (web/lib/refused-words.ts).
Object.assign(globalThis, {
  [Symbol.for("vaulture.answer-with-status")](status: number) {
    const answer = answers.getStore();
    if (answer) answer.status = status;
  },
  [Symbol.for("vaulture.refused-words")]: () => answers.getStore()?.words ?? null,
  // Not by a header of the page's request, which pages may read and show (web/lib/server-api.ts).
  [Symbol.for("vaulture.page-reader")](): Record<string, string> {
    const reader = answers.getStore()?.reader;
    if (!reader) return {};
    const { address, userAgent } = reader;
    return { ...pageReaderHeader(address), ...(userAgent !== undefined && { "user-agent": userAgent }) };
  },
});

/** Runs what makes a page; `answer` then holds the status that the page has chosen for itself. */
export function whilePageAnswers<T>(answer: Asked, make: () => T): T {
  return answers.run(answer, make);
}
