import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { untilSignedIn } from "../until-signed-in.ts";
import { type AutosaveState, type Texts, unsavedFields } from "./autosave-state.ts";
import type { createAutosave } from "./create-autosave.ts";
import { openUnsentCopy, takeLeftCopies, type UnsentCopy } from "./unsent-copy.ts";

/** What an earlier visit had not saved and is back in its fields, with what it was written over. */
interface Restored {
  savedAt: number;
  over: Texts;
}

/**
 * Lets nothing that closes the page take unsaved letters with it: they are kept in the browser through `keep`, and found again by the
 * next visit, which gives them to `takeUp`; that answers what they were written over, or null where nothing came back. Saves are
 * tried again when the line or the sign-in is back, and once more in leaving, if `mayLeave`.
 */
export function useUnsentCopy(options: {
  subject: string;
  autosave: ReturnType<typeof createAutosave>;
  keep: RefObject<(state: AutosaveState | null) => void>;
  takeUp: (found: UnsentCopy) => Texts | null;
  mayLeave: () => boolean;
  signedOut: boolean;
}): { restored: Restored | null; forgetRestored: () => void } {
  const { subject, autosave, keep, signedOut } = options;
  const [restored, setRestored] = useState<Restored | null>(null);
  const takeUp = useEffectEvent(options.takeUp);
  const mayLeave = useEffectEvent(options.mayLeave);

  useEffect(() => {
    const copy = openUnsentCopy(subject);
    keep.current = (state) => {
      const fields = state ? unsavedFields(state) : [];
      const pick = (from: Texts) => Object.fromEntries(fields.map((field) => [field, from[field] ?? ""]));
      copy.write(state && { typed: pick(state.typed), over: pick(state.server) });
    };
    let left = false;
    void takeLeftCopies(subject, copy.key).then((found) => {
      const over = found && !left ? takeUp(found) : null;
      if (found && over) setRestored({ savedAt: found.savedAt, over });
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
      if (mayLeave()) void autosave.flush().then(copy.close);
      else copy.close();
    };
  }, [autosave, subject, keep]);

  useEffect(() => (signedOut ? untilSignedIn(() => autosave.wake()) : undefined), [signedOut, autosave]);

  return { restored, forgetRestored: () => setRestored(null) };
}
