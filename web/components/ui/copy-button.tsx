"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { buttonStyle } from "./button-style";

/** Puts a text on the clipboard and says so for a moment. The text itself must stand beside it: not every browser lets it. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      setState("failed");
    }
    setTimeout(() => setState("idle"), 2000);
  }

  return (
    <>
      <button
        type="button"
        aria-label={label}
        onClick={copy}
        className={buttonStyle({ variant: "quiet", size: "iconSmall", className: "-my-2 shrink-0" })}
      >
        {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
      </button>
      <span role="status" className={state === "failed" ? "text-danger" : "sr-only"}>
        {state === "copied" ? "Copied" : state === "failed" ? "Select it and copy by hand" : null}
      </span>
    </>
  );
}
