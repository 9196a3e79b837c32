"use client";

import { ApiError, type Category, type Product, type ProductEditing } from "@vaulture/sdk";
import { useRef, useState, useSyncExternalStore } from "react";
import {
  type AutosaveState,
  beginAutosave,
  type SaveOutcome,
  type Texts,
} from "@/lib/autosave/autosave-state";
import { createAutosave } from "@/lib/autosave/create-autosave";
import { outcomeOf } from "@/lib/autosave/outcome-of";
import { useUnsentCopy } from "@/lib/autosave/use-unsent-copy";
import { api } from "@/lib/browser-api";
import { browserTimer } from "@/lib/browser-timer";
import { fieldWords, toEdits, toTexts, withTexts, wrongText } from "./product-text";

/** A save that takes longer has no line to speak of; whether it arrived after all, the next one finds out. */
const longestMs = 8000;

/**
 * A product while it is edited: the server's latest answer, the fields that save themselves, and what an earlier visit had left.
 * `change` runs one request after another, each answered with the product as it is then.
 */
export function useEditing(initial: ProductEditing, categories: Category[], person: string) {
  const path = { id: initial.product.id };
  const [editing, setEditing] = useState(initial);
  /** Shown before the server has confirmed it. */
  const [ahead, setAhead] = useState<Partial<Product> | null>(null);
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
      return clash ? whatTheyWrote() : outcomeOf(error, inForm);
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
      return outcomeOf(error, inForm);
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

  const { restored, forgetRestored } = useUnsentCopy({
    subject: `${person}|${initial.product.id}`,
    autosave,
    keep,
    takeUp: (found) => {
      const fields = autosave.restore(found);
      if (fields.length === 0 || autosave.view().state.conflict) return null;
      return Object.fromEntries(fields.map((field) => [field, found.over[field] ?? ""]));
    },
    mayLeave: () => true,
    signedOut: view.status === "signed-out",
  });

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
    forgetRestored,
    adopt,
    adoptProduct,
    change,
    show: (changes: Partial<Product>) => setAhead(changes),
  };
}

export type Editing = ReturnType<typeof useEditing>;

function inForm(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, words]) => [field, fieldWords(field, words)]),
  );
}
