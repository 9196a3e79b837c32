"use client";

import { useRef, useState } from "react";
import { CopyField } from "@/components/editor/copy-field";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";
import { FeedQuestion, type FeedQuestionHandle } from "./feed-question";

/** The address of one's own feed of a creator: made here, told once, and made anew when it got about. */
export function PrivateFeed({ handle, name }: { handle: string; name: string }) {
  const [since, setSince] = useState<string | null>(null);
  const [url, setUrl] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const asking = useRef<FeedQuestionHandle>(null);
  const running = useRef(false);
  const path = { handle };
  const exists = since !== null || url !== null;

  async function attempt(step: () => Promise<void>) {
    // Twice at once would show an address that the other one has ended.
    if (running.current) return;
    running.current = true;
    setProblem(null);
    try {
      await step();
    } catch (error) {
      setProblem(toProblem(error).message);
    }
    running.current = false;
  }
  const look = () =>
    attempt(async () => setSince((await api.get("/api/v1/creators/{handle}/feed-link", { path })).createdAt));
  const renew = () =>
    attempt(async () => {
      const made = await api.post("/api/v1/creators/{handle}/feed-link", { path });
      setSince(made.createdAt);
      setUrl(made.url);
    });
  const end = () =>
    attempt(async () => {
      await api.delete("/api/v1/creators/{handle}/feed-link", { path });
      setSince(null);
      setUrl(null);
    });

  return (
    <details
      onToggle={(event) => event.currentTarget.open && url === null && look()}
      className="min-w-0 rounded-md border border-line-strong bg-raised open:basis-full"
    >
      <summary className="flex h-9.5 cursor-pointer items-center px-4 text-sm font-medium">
        Private feed<span className="sr-only"> of {name}</span>
      </summary>
      <div className="grid gap-3 px-4 pb-4 text-sm">
        <p>
          An address for your feed reader with what your membership opens, as text. It works as long as you
          are a member. Keep it to yourself: whoever has it reads along.
        </p>
        <p className="text-soft">
          A new password, signing out everywhere and a suspension of your account end it. You make a new one
          here then.
        </p>
        {url ? (
          <CopyField label={`Your feed of ${name}`} value={url} hint="Copy it now: it is not shown again." />
        ) : since ? (
          <p className="text-soft">
            You made an address on <Time at={since} />. A new one takes its place, and the old one stops
            working.
          </p>
        ) : null}
        <div className="flex flex-wrap gap-3">
          <Button
            onClick={() => (exists ? asking.current?.ask("renew") : renew())}
            variant={exists ? "secondary" : "primary"}
          >
            {exists ? "Make a new address" : "Get the address"}
          </Button>
          {exists ? (
            <Button onClick={() => asking.current?.ask("end")} variant="quiet">
              End this feed
            </Button>
          ) : null}
        </div>
        {problem ? (
          <p role="alert" className="text-danger">
            {problem}
          </p>
        ) : null}
      </div>
      <FeedQuestion ref={asking} onSure={{ renew, end }} />
    </details>
  );
}
