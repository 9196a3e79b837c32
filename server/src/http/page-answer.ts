import { AsyncLocalStorage } from "node:async_hooks";

export type PageAnswer = {
  status: number | null;
  /** What somebody typed into the form that this page answers with a refusal. */
  words: string | null;
};

const answers = new AsyncLocalStorage<PageAnswer>();

// Next gives a page no way to say its status while it is rendered, nor to be the answer to a form of another address. It runs in this
// process, so it may tell us (web/lib/found.tsx) and ask us (web/lib/refused-words.ts).
Object.assign(globalThis, {
  [Symbol.for("vaulture.answer-with-status")](status: number) {
    const answer = answers.getStore();
    if (answer) answer.status = status;
  },
  [Symbol.for("vaulture.refused-words")]: () => answers.getStore()?.words ?? null,
});

/** Runs what makes a page; `answer` then holds the status that the page has chosen for itself. */
export function whilePageAnswers<T>(answer: PageAnswer, make: () => T): T {
  return answers.run(answer, make);
}
