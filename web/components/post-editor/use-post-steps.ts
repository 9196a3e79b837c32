"use client";

import type { PostChanges } from "@vaulture/sdk";
import { useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { type Problem, toProblem } from "@/lib/problem";
import type { PostEditing } from "./use-post-editing";

export type PostStep = "save" | "publish" | "schedule" | "publishNow" | "draft" | "archive";

const said: Record<PostStep, string> = {
  save: "Saved",
  publish: "Published",
  schedule: "Scheduled",
  publishNow: "Published",
  draft: "A draft again",
  archive: "Archived",
};

/** The steps that change what readers see, one at a time, each after everything typed is saved. */
export function usePostSteps(editing: PostEditing) {
  const running = useRef(false);
  const [busy, setBusy] = useState<PostStep | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);

  /** `at` is when a scheduled post comes out, in ISO 8601. */
  async function go(step: PostStep, at?: string) {
    if (running.current) return;
    running.current = true;
    setBusy(step);
    setProblem(null);
    try {
      // To take something out of sight is never held up by a field.
      const saved = step === "draft" || step === "archive" || (await editing.save());
      if (!saved) setProblem({ message: "Not everything is saved yet. Put that right first.", fields: {} });
      else {
        if (step !== "save") await editing.change(...changesOf(step, at));
        toast(said[step]);
      }
    } catch (error) {
      setProblem(toProblem(error));
    }
    running.current = false;
    setBusy(null);
  }

  return { busy, problem, go };
}

function changesOf(step: Exclude<PostStep, "save">, at: string | undefined): PostChanges[] {
  switch (step) {
    case "publish":
      return [{ status: "published" }];
    case "schedule":
      return [{ status: "published", publishAt: at ?? null }];
    case "publishNow":
      // The server says what time it is.
      return [{ status: "draft", publishAt: null }, { status: "published" }];
    default:
      return [{ status: step === "draft" ? "draft" : "archived" }];
  }
}
