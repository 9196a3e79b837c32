"use client";

import { useEffect, useRef, useState } from "react";
import { ResendVerification } from "@/components/account/resend-verification";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";

interface VerifyEmailStateProps {
  token: string | null;
  next: string;
  email: string | null;
}

/** Confirms the address by script, so a mail scanner that only fetches the link uses nothing up. */
export function VerifyEmailState({ token, next, email }: VerifyEmailStateProps) {
  const asked = useRef(false);
  const [state, setState] = useState<"checking" | "good" | "bad">(token ? "checking" : "bad");

  useEffect(() => {
    if (!token || asked.current) return;
    asked.current = true;
    api.get("/api/auth/verify-email", { query: { token } }).then(
      () => setState("good"),
      () => setState("bad"),
    );
  }, [token]);

  if (state === "checking") return <Notice>Checking the link…</Notice>;
  if (state === "good")
    return (
      <div className="grid gap-5">
        <Notice tone="good">Your address is confirmed.</Notice>
        <Link href={next} className={buttonStyle({ variant: "primary", size: "large" })}>
          Continue
        </Link>
      </div>
    );
  return (
    <div className="grid gap-5">
      <Notice tone="danger">This link was used already or is too old. Ask for a new one.</Notice>
      <ResendVerification email={email} />
    </div>
  );
}
