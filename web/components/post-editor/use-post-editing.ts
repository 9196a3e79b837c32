"use client";

import { ApiError, type PostChanges, type StudioPost } from "@vaulture/sdk";
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
import { inForm, toChanges, toTexts, wrongText } from "./post-text";

const longestMs = 8000;

/**
 * A post while it is edited. A draft saves itself while one types; what is published, or will be at its time, changes for its readers
 * only by `save`. Either way what is unsaved is kept in the browser, and found again by the next visit.
 */
export function usePostEditing(initial: StudioPost, person: string) {
  const path = { id: initial.post.id };
  const [studio, setStudio] = useState(initial);
  const [restored, setRestored] = useState<{ savedAt: number; over: Texts } | null>(null);
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
      return outcomeOf(error);
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

  useEffect(() => {
    const subject = `${person}|${initial.post.id}`;
    const copy = openUnsentCopy(subject);
    keep.current = (state) => {
      const fields = state ? unsavedFields(state) : [];
      const pick = (from: Texts) => Object.fromEntries(fields.map((field) => [field, from[field] ?? ""]));
      copy.write(state && { typed: pick(state.typed), over: pick(state.server) });
    };
    let left = false;
    void takeLeftCopies(subject, copy.key).then((found) => {
      if (!found || left) return;
      // Nobody else's text is asked about here: what was typed stands, and the notice leads back.
      const server = autosave.view().state.server;
      const over = Object.fromEntries(Object.keys(found.typed).map((field) => [field, server[field] ?? ""]));
      if (autosave.restore({ ...found, over }).length > 0) setRestored({ savedAt: found.savedAt, over });
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
      // Of what readers see already nothing is saved in passing.
      if (free.current) void autosave.flush().then(copy.close);
      else copy.close();
    };
  }, [autosave, initial.post.id, person]);

  const signedOut = view.status === "signed-out";
  useEffect(() => (signedOut ? untilSignedIn(() => autosave.wake()) : undefined), [signedOut, autosave]);

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
    forgetRestored: () => setRestored(null),
    pendingSince: null,
    adopt,
    save,
    change,
  };
}

export type PostEditing = ReturnType<typeof usePostEditing>;

function outcomeOf(error: unknown): SaveOutcome {
  const { message, fields } = toProblem(error);
  const status = error instanceof ApiError ? error.status : 0;
  if (status === 401) return { kind: "signed-out", message };
  if (status === 0 || status === 429 || status >= 500) return { kind: "line", message };
  if (status === 400 && Object.keys(fields).length > 0) return { kind: "fields", errors: inForm(fields) };
  return { kind: "refused", message };
}
