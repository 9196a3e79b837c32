"use client";

import { ApiError, type Category, type Product, type ProductEditing } from "@vaulture/sdk";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import {
  type AutosaveState,
  beginAutosave,
  type SaveOutcome,
  type Texts,
  unsavedFields,
} from "@/lib/autosave/autosave-state";
import { createAutosave } from "@/lib/autosave/create-autosave";
import { openUnsentCopy, takeLeftCopies } from "@/lib/autosave/unsent-copy";
import { api } from "@/lib/browser-api";
import { browserTimer } from "@/lib/browser-timer";
import { toProblem } from "@/lib/problem";
import { untilSignedIn } from "@/lib/until-signed-in";
import { fieldWords, toEdits, toTexts, withTexts, wrongText } from "./product-text";

/** A save that takes longer has no line to speak of; whether it arrived after all, the next one finds out. */
const longestMs = 8000;

/** What an earlier visit had not saved and is back in its fields, with what it was written over. */
interface Restored {
  savedAt: number;
  over: Texts;
}

/**
 * A product while it is edited: the server's latest answer, the fields that save themselves, and what an earlier visit had left.
 * `change` runs one request after another, each answered with the product as it is then.
 */
export function useEditing(initial: ProductEditing, categories: Category[], person: string) {
  const path = { id: initial.product.id };
  const [editing, setEditing] = useState(initial);
  /** Shown before the server has confirmed it. */
  const [ahead, setAhead] = useState<Partial<Product> | null>(null);
  const [restored, setRestored] = useState<Restored | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const keep = useRef<(state: AutosaveState | null) => void>(() => {});
  const [autosave] = useState(() =>
    createAutosave({
      begin: beginAutosave(initial.revision, toTexts(initial)),
      wrong: wrongText,
      send: (texts, revision) => send(texts, revision),
      remember: (state) => keep.current(state),
      timer: browserTimer,
    }),
  );
  const view = useSyncExternalStore(autosave.subscribe, autosave.view, autosave.view);

  async function send(texts: Texts, revision: number): Promise<SaveOutcome> {
    try {
      const saved = await api.patch("/api/v1/products/{id}/edits", {
        path,
        body: { revision, ...toEdits(texts) },
        signal: AbortSignal.timeout(longestMs),
      });
      setEditing(saved);
      return { kind: "saved", revision: saved.revision, server: toTexts(saved) };
    } catch (error) {
      const clash = error instanceof ApiError && error.code === "changed_elsewhere";
      return clash ? whatTheyWrote() : outcomeOf(error);
    }
  }

  async function whatTheyWrote(): Promise<SaveOutcome> {
    try {
      const theirs = await api.get("/api/v1/products/{id}/edits", {
        path,
        signal: AbortSignal.timeout(longestMs),
      });
      setEditing(theirs);
      return { kind: "clash", revision: theirs.revision, server: toTexts(theirs) };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /** Takes a whole answer: fields with nothing unsaved show it. */
  function adopt(answer: ProductEditing) {
    setEditing(answer);
    autosave.rebase({ revision: answer.revision, server: toTexts(answer) });
  }

  const adoptProduct = (product: Product) => {
    setAhead(null);
    setEditing((current) => ({ ...current, product }));
  };

  function change(work: () => Promise<Product>): Promise<Product> {
    const next = queue.current.then(async () => {
      const product = await work();
      adoptProduct(product);
      return product;
    });
    queue.current = next.catch(() => setAhead(null));
    return next;
  }

  // What closes the page takes nothing with it: every unsaved letter is kept in the browser, and found again by the next visit.
  useEffect(() => {
    const subject = `${person}|${initial.product.id}`;
    const copy = openUnsentCopy(subject);
    keep.current = (state) => {
      const fields = state ? unsavedFields(state) : [];
      const pick = (from: Texts) => Object.fromEntries(fields.map((field) => [field, from[field] ?? ""]));
      copy.write(state && { typed: pick(state.typed), over: pick(state.server) });
    };
    let left = false;
    void takeLeftCopies(subject, copy.key).then((found) => {
      if (!found || left) return;
      const fields = autosave.restore(found);
      if (fields.length === 0 || autosave.view().state.conflict) return;
      const over = Object.fromEntries(fields.map((field) => [field, found.over[field] ?? ""]));
      setRestored({ savedAt: found.savedAt, over });
    });
    const back = () => autosave.wake();
    const leaving = () => {
      if (document.visibilityState === "hidden") autosave.wake();
    };
    window.addEventListener("online", back);
    document.addEventListener("visibilitychange", leaving);
    return () => {
      left = true;
      window.removeEventListener("online", back);
      document.removeEventListener("visibilitychange", leaving);
      void autosave.flush().then(copy.close);
    };
  }, [autosave, initial.product.id, person]);

  const signedOut = view.status === "signed-out";
  useEffect(() => (signedOut ? untilSignedIn(() => autosave.wake()) : undefined), [signedOut, autosave]);

  const product = { ...editing.product, ...ahead };
  return {
    product,
    /** As buyers will see it, with everything that is typed. */
    preview: withTexts(product, view.state.typed, categories),
    pending: editing.pending,
    pendingSince: editing.pendingSince,
    autosave,
    view,
    restored,
    forgetRestored: () => setRestored(null),
    adopt,
    adoptProduct,
    change,
    show: (changes: Partial<Product>) => setAhead(changes),
  };
}

export type Editing = ReturnType<typeof useEditing>;

function outcomeOf(error: unknown): SaveOutcome {
  const { message, fields } = toProblem(error);
  // No answer at all, or none in time, is the line's fault.
  const status = error instanceof ApiError ? error.status : 0;
  if (status === 401) return { kind: "signed-out", message };
  if (status === 0 || status === 429 || status >= 500) return { kind: "line", message };
  if (status === 400 && Object.keys(fields).length > 0)
    return {
      kind: "fields",
      errors: Object.fromEntries(
        Object.entries(fields).map(([field, words]) => [field, fieldWords(field, words)]),
      ),
    };
  return { kind: "refused", message };
}
