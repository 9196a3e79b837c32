"use client";

import type { Post } from "@vaulture/sdk";
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
      const id = (await findUntouched(handle)) ?? (await begun(creatorId));
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

async function begun(creatorId: string): Promise<string> {
  const body = { creatorId, body: "", visibility: "free", draft: true } as const;
  return (await api.post("/api/v1/posts", { body })).id;
}

/** A draft that was begun and left as it was: another press leads to it again. */
async function findUntouched(handle: string): Promise<string | null> {
  const path = { handle };
  const { items } = await api.get("/api/v1/creators/{handle}/studio-posts", {
    path,
    query: { status: "draft", limit: 20 },
  });
  return items.find(isUntouched)?.id ?? null;
}

function isUntouched(draft: Post): boolean {
  const { title, teaser, body, visibility, isPublic, mediaFiles, tags, pinned, commentsOpen } = draft;
  const words = `${title}${teaser}${body ?? ""}`;
  return (
    words === "" &&
    visibility === "free" &&
    !isPublic &&
    mediaFiles.length + tags.length === 0 &&
    !pinned &&
    commentsOpen
  );
}
