"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";

interface NewPostButtonProps {
  creatorId: string;
  handle: string;
}

/** Begins a draft and leads to it. */
export function NewPostButton({ creatorId, handle }: NewPostButtonProps) {
  const router = useRouter();
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function begin() {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const body = { creatorId, body: "", visibility: "free", draft: true } as const;
      const { id } = await api.post("/api/v1/posts", { body });
      router.push(`/studio/${handle}/posts/${id}`);
    } catch (error) {
      setProblem(toProblem(error).message);
      running.current = false;
      setBusy(false);
    }
  }

  return (
    <div className="grid justify-items-end gap-1">
      <Button variant="primary" onClick={() => void begin()} aria-busy={busy}>
        {busy ? "One moment…" : "New post"}
      </Button>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
    </div>
  );
}
