"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/browser-api";
import { forgetLists } from "@/lib/kept-lists";
import { signInPath } from "@/lib/local-path";

/** Signs out and asks for another account, then returns to the library. */
export function SwitchAccount({ primary = false }: { primary?: boolean }) {
  const [state, setState] = useState<"idle" | "leaving" | "failed">("idle");

  async function leave() {
    setState("leaving");
    try {
      await api.post("/api/auth/sign-out");
      forgetLists();
      window.location.assign(signInPath("/library"));
    } catch {
      setState("failed");
    }
  }

  return (
    <Button variant={primary ? "primary" : "secondary"} onClick={leave} aria-busy={state === "leaving"}>
      {state === "failed" ? "That did not work. Try again" : "Use another account"}
    </Button>
  );
}
