"use client";

import { ApiError } from "@vaulture/sdk";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";

type State = { step: "ready" | "sending" | "gone" } | { step: "done"; email: string };

/** Moves the account to the new address, by a press of a button: what only opens links uses nothing up. */
export function ConfirmEmail({ token }: { token: string }) {
  const [state, setState] = useState<State>({ step: "ready" });
  const [problem, setProblem] = useState<string | null>(null);

  async function confirm() {
    if (state.step === "sending") return;
    setState({ step: "sending" });
    setProblem(null);
    try {
      const { email } = await api.post("/api/v1/email-changes/confirm", { body: { token } });
      setState({ step: "done", email });
    } catch (error) {
      const gone = error instanceof ApiError && error.code === "link_expired";
      setState({ step: gone ? "gone" : "ready" });
      if (!gone) setProblem(toProblem(error).message);
    }
  }

  if (state.step === "gone")
    return (
      <div className="grid gap-5">
        <Notice tone="danger" title="This link is no longer good">
          It works once and for 24 hours, and a newer one takes its place. Ask for another on your account
          page.
        </Notice>
        <Link href="/account#email" className={buttonStyle({ variant: "primary", size: "large" })}>
          Go to my account
        </Link>
      </div>
    );
  if (state.step === "done")
    return (
      <div className="grid gap-5">
        <Notice tone="good" title="Your address is changed">
          Sign in with {state.email} from now on.
        </Notice>
        <Link href="/account" className={buttonStyle({ variant: "primary", size: "large" })}>
          Continue
        </Link>
      </div>
    );
  return (
    <div className="grid gap-5">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <Button variant="primary" size="large" onClick={confirm} aria-busy={state.step === "sending"}>
        {state.step === "sending" ? "Confirming…" : "Use this address"}
      </Button>
    </div>
  );
}
