import { describe, expect, it } from "vitest";
import { beginAutosave, type SaveOutcome, type Texts } from "./autosave-state.ts";
import { createAutosave, type Timer } from "./create-autosave.ts";

const start = { title: "Old", text: "", price: "19 usd" };

/** A clock that stands still until it is moved, and a server that answers when told to. */
function open() {
  let now = 0;
  let calls: { at: number; call: () => void }[] = [];
  const timer: Timer = {
    now: () => now,
    after(ms, call) {
      const entry = { at: now + ms, call };
      calls.push(entry);
      return () => {
        calls = calls.filter((other) => other !== entry);
      };
    },
  };
  const requests: { texts: Texts; revision: number; answer: (outcome: SaveOutcome) => Promise<void> }[] = [];
  const kept: (Texts | null)[] = [];
  const autosave = createAutosave({
    begin: beginAutosave(1, start),
    wrong: (field, text) => (field === "price" && !/^\d+ [a-z]{3}$/.test(text) ? "Not a price" : null),
    remember: (state) => kept.push(state && { ...state.typed }),
    timer,
    send: (texts, revision) =>
      new Promise((resolve) => {
        requests.push({
          texts,
          revision,
          answer: async (outcome) => {
            resolve(outcome);
            await Promise.resolve();
            await Promise.resolve();
          },
        });
      }),
  });
  return {
    autosave,
    requests,
    kept,
    status: () => autosave.view().status,
    typed: () => autosave.view().state.typed,
    pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const next = calls.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = Math.max(now, next.at);
        calls = calls.filter((entry) => entry !== next);
        next.call();
      }
      now = until;
    },
    saved: (revision: number, changes: Texts): SaveOutcome => ({
      kind: "saved",
      revision,
      server: { ...start, ...changes },
    }),
  };
}

describe("autosave", () => {
  it("sends what changed after a pause, once, and says honestly where it stands", async () => {
    const { autosave, requests, status, pass, saved, kept } = open();
    expect(status()).toBe("saved");
    autosave.type("title", "N");
    autosave.type("title", "New");
    expect(status()).toBe("unsaved");
    expect(kept.at(-1)).toMatchObject({ title: "New" });
    pass(799);
    expect(requests).toHaveLength(0);
    pass(1);
    expect(status()).toBe("saving");
    expect(requests).toMatchObject([{ texts: { title: "New" }, revision: 1 }]);
    await requests[0]!.answer(saved(2, { title: "New" }));
    expect(status()).toBe("saved");
    expect(kept.at(-1)).toBeNull();
    pass(60_000);
    expect(requests).toHaveLength(1);
  });

  it("saves every few seconds while somebody types without a pause", () => {
    const { autosave, requests, pass } = open();
    for (let letter = 0; letter < 60; letter += 1) {
      autosave.type("text", "x".repeat(letter + 1));
      pass(100);
    }
    expect(requests).toHaveLength(1);
    expect(requests[0]!.texts.text).toHaveLength(50);
  });

  it("sends what was typed meanwhile afterwards, never two at a time, and leaves the letters alone", async () => {
    const { autosave, requests, pass, saved, typed, status } = open();
    autosave.type("title", "New ");
    pass(800);
    autosave.type("text", "More");
    pass(5000);
    expect(requests).toHaveLength(1);
    // The server trimmed it; whoever is typing keeps the space behind the last word.
    await requests[0]!.answer(saved(2, { title: "New" }));
    expect(typed().title).toBe("New ");
    pass(0);
    expect(requests[1]).toMatchObject({ texts: { text: "More" }, revision: 2 });
    await requests[1]!.answer(saved(3, { title: "New", text: "More" }));
    expect(status()).toBe("saved");
  });

  it("keeps a field that is wrong, marked, and saves the others", async () => {
    const { autosave, requests, pass, saved, status } = open();
    autosave.type("price", "free");
    autosave.type("text", "Good");
    expect(autosave.view().errors).toEqual({ price: "Not a price" });
    pass(800);
    expect(requests[0]!.texts).toEqual({ text: "Good" });
    await requests[0]!.answer(saved(2, { text: "Good" }));
    expect(status()).toBe("marked");
    autosave.type("price", "20 usd");
    pass(800);
    expect(requests[1]!.texts).toEqual({ price: "20 usd" });
  });

  it("does not send again what the server refused until it changes, and saves the rest at once", async () => {
    const { autosave, requests, pass, saved, status } = open();
    autosave.type("title", "Bad");
    autosave.type("text", "Good");
    pass(800);
    await requests[0]!.answer({ kind: "fields", errors: { title: "has odd characters" } });
    pass(0);
    expect(requests[1]!.texts).toEqual({ text: "Good" });
    await requests[1]!.answer(saved(2, { text: "Good" }));
    expect(status()).toBe("marked");
    expect(autosave.view().errors).toEqual({ title: "has odd characters" });
    autosave.type("title", "Better");
    expect(autosave.view().errors).toEqual({});
    pass(800);
    expect(requests[2]!.texts).toEqual({ title: "Better" });
  });

  it("retries ever more slowly while the line is down, and at once when it is back", async () => {
    const { autosave, requests, pass, saved, status } = open();
    autosave.type("title", "New");
    pass(800);
    for (const wait of [1000, 2000, 5000, 10_000, 20_000, 20_000]) {
      await requests.at(-1)!.answer({ kind: "line", message: "" });
      expect(status()).toBe("line");
      const before = requests.length;
      pass(wait - 1);
      expect(requests).toHaveLength(before);
      pass(1);
      expect(requests).toHaveLength(before + 1);
      expect(status()).toBe("line");
    }
    await requests.at(-1)!.answer({ kind: "line", message: "" });
    autosave.type("title", "Newer");
    autosave.wake();
    pass(0);
    expect(requests.at(-1)!.texts).toEqual({ title: "Newer" });
    await requests.at(-1)!.answer(saved(2, { title: "Newer" }));
    expect(status()).toBe("saved");
  });

  it("waits for a sign-in and then goes on", async () => {
    const { autosave, requests, pass, status } = open();
    autosave.type("title", "New");
    pass(800);
    await requests[0]!.answer({ kind: "signed-out", message: "" });
    pass(600_000);
    expect([status(), requests.length]).toEqual(["signed-out", 1]);
    autosave.wake();
    pass(0);
    expect(requests).toHaveLength(2);
  });

  it("joins changes to different fields without asking", async () => {
    const { autosave, requests, pass, typed, saved, status } = open();
    autosave.type("title", "Mine");
    pass(800);
    await requests[0]!.answer({ kind: "clash", revision: 5, server: { ...start, text: "Theirs" } });
    expect(typed()).toMatchObject({ title: "Mine", text: "Theirs" });
    pass(0);
    expect(requests[1]).toMatchObject({ texts: { title: "Mine" }, revision: 5 });
    await requests[1]!.answer(saved(6, { title: "Mine", text: "Theirs" }));
    expect(status()).toBe("saved");
  });

  it.each(["keepMine", "takeTheirs"] as const)("asks when both changed one field: %s", async (choice) => {
    const { autosave, requests, pass, typed, status, kept } = open();
    autosave.type("title", "Mine");
    autosave.type("text", "Mine too");
    pass(800);
    await requests[0]!.answer({ kind: "clash", revision: 5, server: { ...start, title: "Theirs" } });
    expect(status()).toBe("conflict");
    expect(autosave.view().state.conflict).toMatchObject({ fields: ["title"] });
    autosave.type("text", "Mine as well");
    pass(60_000);
    expect(requests).toHaveLength(1);
    expect(kept.at(-1)).toMatchObject({ title: "Mine", text: "Mine as well" });
    autosave[choice]();
    pass(0);
    const title = choice === "keepMine" ? "Mine" : "Theirs";
    expect(typed()).toMatchObject({ title, text: "Mine as well" });
    expect(requests[1]).toMatchObject({ revision: 5 });
    expect(requests[1]!.texts).toEqual(
      choice === "keepMine" ? { title, text: "Mine as well" } : { text: "Mine as well" },
    );
  });

  it("has nothing to ask when both wrote the same", async () => {
    const { autosave, requests, pass, saved, status } = open();
    autosave.type("title", "Same");
    pass(800);
    await requests[0]!.answer({ kind: "clash", revision: 5, server: { ...start, title: "Same" } });
    pass(0);
    await requests[1]!.answer(saved(6, { title: "Same" }));
    expect(status()).toBe("saved");
  });

  it("can be asked to finish: at once, and with the truth about it", async () => {
    const { autosave, requests, pass, saved } = open();
    expect(await autosave.flush()).toBe(true);
    autosave.type("title", "New");
    const first = autosave.flush();
    pass(0);
    await requests[0]!.answer(saved(2, { title: "New" }));
    expect(await first).toBe(true);
    autosave.type("price", "none");
    const second = autosave.flush();
    pass(0);
    expect(await second).toBe(false);
    autosave.type("title", "Newer");
    const third = autosave.flush();
    pass(0);
    await requests[1]!.answer({ kind: "line", message: "" });
    expect(await third).toBe(false);
  });

  it("puts back what an earlier visit left, and asks where the server has something else by now", async () => {
    const { autosave, requests, pass, status, typed, saved } = open();
    expect(autosave.restore({ typed: { title: "Old" }, over: { title: "Older" } })).toEqual([]);
    expect(autosave.restore({ typed: { text: "Left behind" }, over: { text: "" } })).toEqual(["text"]);
    pass(0);
    expect(requests[0]).toMatchObject({ texts: { text: "Left behind" }, revision: 1 });
    await requests[0]!.answer(saved(2, { text: "Left behind" }));
    expect(autosave.restore({ typed: { title: "Mine" }, over: { title: "Older" } })).toEqual(["title"]);
    expect([status(), typed().title]).toEqual(["conflict", "Mine"]);
    autosave.takeTheirs();
    expect([status(), typed().title]).toEqual(["saved", "Old"]);
  });
});
