"use client";

import type { PostChanges, StudioPost } from "@vaulture/sdk";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import {
  type AutosaveState,
  beginAutosave,
  type SaveOutcome,
  type Texts,
  unsavedFields,
} from "@/lib/autosave/autosave-state";
import { createAutosave } from "@/lib/autosave/create-autosave";
import { outcomeOf } from "@/lib/autosave/outcome-of";
import { useUnsentCopy } from "@/lib/autosave/use-unsent-copy";
import { api } from "@/lib/browser-api";
import { browserTimer } from "@/lib/browser-timer";
import { inForm, toChanges, toTexts, wrongText } from "./post-text";

const longestMs = 8000;

/**
 * A post while it is edited. A draft saves itself while one types; what is published, or will be at its time, changes for its readers
 * only by `save`. Either way what is unsaved is kept in the browser, and found again by the next visit.
 */
export function usePostEditing(initial: StudioPost, person: string) {
  const path = { id: initial.post.id };
  const [studio, setStudio] = useState(initial);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const keep = useRef<(state: AutosaveState | null) => void>(() => {});
  /** Whether saves may leave now. */
  const free = useRef(initial.post.status === "draft");
  const draft = studio.post.status === "draft";
  const [autosave] = useState(() =>
    createAutosave({
      begin: beginAutosave(0, toTexts(initial)),
      wrong: wrongText,
      send: (texts, revision) => send(texts, revision),
      remember: (state) => keep.current(state),
      timer: {
        now: browserTimer.now,
        after: (ms, call) => (free.current ? browserTimer.after(ms, call) : () => {}),
      },
    }),
  );
  const view = useSyncExternalStore(autosave.subscribe, autosave.view, autosave.view);
  const unsaved = unsavedFields(view.state).length > 0;

  async function send(texts: Texts, revision: number): Promise<SaveOutcome> {
    try {
      const signal = AbortSignal.timeout(longestMs);
      await api.patch("/api/v1/posts/{id}", { path, body: toChanges(texts), signal });
      const server = { ...autosave.view().state.server, ...texts };
      return { kind: "saved", revision: revision + 1, server };
    } catch (error) {
      return outcomeOf(error, inForm);
    }
  }

  /** Takes a whole answer: fields with nothing unsaved show it. */
  function adopt(answer: StudioPost) {
    free.current = answer.post.status === "draft";
    setStudio(answer);
    autosave.rebase({ revision: autosave.view().state.revision + 1, server: toTexts(answer) });
  }

  /** Saves everything typed now; false when some of it cannot be. */
  async function save(): Promise<boolean> {
    free.current = true;
    const saved = await autosave.flush();
    free.current = draft;
    return saved;
  }

  /** One request after another, each answered by the post as it is then. */
  function change(...steps: PostChanges[]): Promise<StudioPost> {
    const next = queue.current.then(async () => {
      for (const body of steps) await api.patch("/api/v1/posts/{id}", { path, body });
      const answer = await api.get("/api/v1/posts/{id}/editing", { path });
      adopt(answer);
      return answer;
    });
    queue.current = next.catch(() => undefined);
    return next;
  }

  const { restored, forgetRestored } = useUnsentCopy({
    subject: `${person}|${initial.post.id}`,
    autosave,
    keep,
    takeUp: (found) => {
      // Nobody else's text is asked about here: what was typed stands, and the notice leads back.
      const server = autosave.view().state.server;
      const over = Object.fromEntries(Object.keys(found.typed).map((field) => [field, server[field] ?? ""]));
      return autosave.restore({ ...found, over }).length > 0 ? over : null;
    },
    // Of what readers see already nothing is saved in passing.
    mayLeave: () => free.current,
    signedOut: view.status === "signed-out",
  });

  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsaved]);

  return {
    studio,
    autosave,
    view,
    unsaved,
    /** Whether what is typed saves itself. */
    draft,
    restored,
    forgetRestored,
    pendingSince: null,
    adopt,
    save,
    change,
  };
}

export type PostEditing = ReturnType<typeof usePostEditing>;
