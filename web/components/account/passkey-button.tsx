"use client";

import { KeyRound } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { hasPasskeys, passkeyProblem, signInWithPasskey } from "@/lib/passkeys";
import { toProblem } from "@/lib/problem";

interface PasskeyButtonProps {
  /** Called once a session is open. */
  onSignedIn: () => void;
}

/** Signs in with a passkey, where the browser can; nothing elsewhere. */
export function PasskeyButton({ onSignedIn }: PasskeyButtonProps) {
  const [offered, setOffered] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => setOffered(hasPasskeys()), []);

  async function use() {
    if (pending) return;
    setPending(true);
    setProblem(null);
    try {
      await signInWithPasskey();
      onSignedIn();
    } catch (error) {
      setProblem((passkeyProblem(error) ?? toProblem(error)).message);
      setPending(false);
    }
  }

  if (!offered) return null;
  return (
    <div className="grid gap-2">
      <Button size="large" onClick={use} aria-busy={pending} aria-disabled={pending}>
        <KeyRound aria-hidden />
        Use a passkey
      </Button>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
    </div>
  );
}
