"use client";

import { ApiError } from "@vaulture/sdk";
import { useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { type Problem, toProblem } from "@/lib/problem";
import type { Editing } from "./use-editing";

export type PublishingStep = "publish" | "publishEdits" | "discardEdits" | "unpublish" | "archive";

const said: Record<PublishingStep, string> = {
  publish: "Published",
  publishEdits: "Changes published",
  discardEdits: "Changes discarded",
  unpublish: "No longer for sale",
  archive: "Archived",
};

/** The steps that change what buyers see, one at a time, each after everything typed is saved. */
export function usePublishing({ product, autosave, adopt }: Editing) {
  const running = useRef(false);
  const [busy, setBusy] = useState<PublishingStep | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const path = { id: product.id };

  async function go(step: PublishingStep) {
    if (running.current) return;
    running.current = true;
    setBusy(step);
    setProblem(null);
    try {
      const saved = step === "discardEdits" || (await autosave.flush());
      if (saved || step === "unpublish" || step === "archive") {
        await act(step);
        toast(said[step]);
      } else setProblem({ message: "Not everything is saved yet. Put that right first.", fields: {} });
    } catch (error) {
      const seen = error instanceof ApiError && error.code === "changed_elsewhere";
      if (seen)
        adopt(await api.get("/api/v1/products/{id}/edits", { path }).catch(() => Promise.reject(error)));
      setProblem(
        seen
          ? { message: "It was changed elsewhere meanwhile. Look at it again, then repeat this.", fields: {} }
          : toProblem(error),
      );
    }
    running.current = false;
    setBusy(null);
  }

  async function act(step: PublishingStep) {
    const body = { revision: autosave.view().state.revision };
    if (step === "publishEdits")
      return adopt(await api.post("/api/v1/products/{id}/edits/publish", { path, body }));
    if (step === "discardEdits") {
      // What is typed and not saved goes with what waits.
      autosave.drop();
      return adopt(await api.post("/api/v1/products/{id}/edits/discard", { path, body }));
    }
    await api.post(`/api/v1/products/{id}/${step}`, { path });
    adopt(await api.get("/api/v1/products/{id}/edits", { path }));
  }

  return { busy, problem, go };
}
