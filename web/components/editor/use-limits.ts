"use client";

import { useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { type Problem, toProblem } from "@/lib/problem";
import { useUnsavedWarning } from "@/lib/unsaved-warning";
import {
  type LimitErrors,
  type LimitsDraft,
  sameLimits,
  toDraft,
  toLimits,
  wrongLimits,
} from "./limits-draft";
import type { Editing } from "./use-editing";

/**
 * The access settings while they are edited. Unlike text they are saved by a button: they hold at once, and for those who bought
 * before, so a half-made list must not.
 */
export function useLimits({ product, change }: Editing) {
  const [draft, setDraft] = useState<LimitsDraft | null>(null);
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saving, setSaving] = useState(false);
  const running = useRef(false);
  const saved = toDraft(product.limits);
  const shown = draft ?? saved;
  const changed = draft !== null && !sameLimits(draft, saved);
  const wrong = wrongLimits(shown);
  useUnsavedWarning(changed);

  async function save(): Promise<void> {
    setAsked(true);
    if (running.current || Object.keys(wrong).length > 0) return;
    running.current = true;
    setSaving(true);
    setProblem(null);
    const sent = shown;
    try {
      await change(() =>
        api.put("/api/v1/products/{id}/limits", { path: { id: product.id }, body: toLimits(sent) }),
      );
      // What was changed while it was on its way is still there to be saved.
      setDraft((now) => (now && !sameLimits(now, sent) ? now : null));
      setAsked(false);
      toast("Access settings saved");
    } catch (error) {
      setProblem(toProblem(error));
    }
    running.current = false;
    setSaving(false);
  }

  const errors: LimitErrors = { ...problem?.fields, ...(asked ? wrong : withoutCountries(wrong)) };
  return {
    draft: shown,
    changed,
    saving,
    problem,
    errors,
    edit: (part: Partial<LimitsDraft>) => setDraft({ ...shown, ...part }),
    putBack: () => {
      setDraft(null);
      setAsked(false);
      setProblem(null);
    },
    save,
  };
}

export type Limits = ReturnType<typeof useLimits>;

/** A list that is only begun is no mistake yet. */
function withoutCountries({ countries: _, ...rest }: LimitErrors): LimitErrors {
  return rest;
}
