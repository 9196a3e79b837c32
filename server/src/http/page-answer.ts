import { AsyncLocalStorage } from "node:async_hooks";

type Answer = { status: number | null };

const answers = new AsyncLocalStorage<Answer>();

// Next gives a page no way to say its status while it is rendered. It runs in this process, so it may tell us (web/lib/found.tsx).
Object.assign(globalThis, {
  [Symbol.for("vaulture.answer-with-status")](status: number) {
    const answer = answers.getStore();
    if (answer) answer.status = status;
  },
});

/** Runs what makes a page; `answer` then holds the status that the page has chosen for itself. */
export function whilePageAnswers<T>(answer: Answer, make: () => T): T {
  return answers.run(answer, make);
}
