import { CircleAlert, Cloud, CloudOff, LoaderCircle } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ensureSignedIn } from "@/lib/ensure-signed-in";
import type { Editing } from "./use-editing";

/** Where what was typed stands, in plain words and never better than it is. */
export function SaveState({ editing }: { editing: Pick<Editing, "view" | "autosave" | "pendingSince"> }) {
  const { view, autosave, pendingSince } = editing;
  const { status, state, errors } = view;
  const count = Object.keys(errors).length;
  const words = {
    saved: pendingSince ? "Saved, not published" : "Saved",
    unsaved: "Not saved yet",
    saving: "Saving…",
    line: "Not saved: no connection, will retry",
    "signed-out": "Not saved: you are signed out",
    conflict: "Somebody else changed this",
    marked: count === 1 ? "Saved, but for one field" : `Saved, but for ${count} fields`,
    refused: `Not saved: ${state.trouble?.message ?? ""}`,
  }[status];
  const fine = status === "saved" || status === "saving" || status === "unsaved";
  const Icon =
    { saved: Cloud, unsaved: Cloud, saving: LoaderCircle, line: CloudOff }[status as "saved"] ?? CircleAlert;
  return (
    <div className="flex min-w-0 items-center gap-2 text-sm" data-save-state={status}>
      <Icon
        aria-hidden
        className={`size-4 shrink-0 ${fine ? "text-soft" : "text-warning"} ${status === "saving" ? "animate-spin" : ""}`}
      />
      <span className={fine ? "text-soft" : "text-warning"}>{words}</span>
      {/* Read out when it matters, not with every pause in typing. */}
      <span role="status" className="sr-only">
        {fine ? "" : words}
      </span>
      {status === "line" || status === "refused" ? (
        <Button size="small" onClick={autosave.wake}>
          Try now
        </Button>
      ) : null}
      {status === "signed-out" ? (
        <Button size="small" onClick={() => void ensureSignedIn().then((there) => there && autosave.wake())}>
          Sign in
        </Button>
      ) : null}
    </div>
  );
}
