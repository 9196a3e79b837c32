"use client";

import type { SignInSession } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { plural } from "@/lib/format";
import { toProblem } from "@/lib/problem";

/** Every place the account is signed in; ending one there stops its downloads too. */
export function SessionList({ sessions }: { sessions: SignInSession[] }) {
  const router = useRouter();
  const [busy, setBusy] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const others = sessions.filter(({ isThis }) => !isThis);

  async function end(what: string, work: () => Promise<string>) {
    if (busy) return;
    setBusy(what);
    setProblem(null);
    try {
      toast(await work());
      router.refresh();
    } catch (error) {
      setProblem(toProblem(error).message);
    }
    setBusy(null);
  }

  return (
    <div className="grid gap-5">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      <ul className="-mt-3 divide-y divide-line border-b border-line">
        {sessions.map(({ id, isThis, device, network, startedAt, lastSeenAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 text-sm">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-base">
                {device}
                {isThis ? <Badge tone="good">This browser</Badge> : null}
              </p>
              <p className="text-soft">
                {isThis ? (
                  "Seen just now"
                ) : (
                  <>
                    Last seen <Time at={lastSeenAt} exact />
                  </>
                )}
                {network ? `, network ${network}` : null}
              </p>
              <p className="text-soft">
                Signed in <Time at={startedAt} exact />
              </p>
            </div>
            {isThis ? null : (
              <Button
                size="small"
                aria-busy={busy === id}
                aria-label={`Sign out ${device}`}
                onClick={() =>
                  end(id, async () => {
                    await api.delete("/api/v1/me/sessions/{id}", { path: { id } });
                    return "Signed out there";
                  })
                }
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 ? (
        <div className="grid justify-items-start gap-2">
          <Button
            aria-busy={busy === "others"}
            onClick={() =>
              end("others", async () => {
                const { ended } = await api.post("/api/v1/me/sessions/end-others", {});
                return `Signed out in ${plural(ended, "other place")}`;
              })
            }
          >
            Sign out everywhere else
          </Button>
          <p className="text-sm text-soft">Downloads that run there stop.</p>
        </div>
      ) : (
        <p className="text-sm text-soft">You are signed in nowhere else.</p>
      )}
    </div>
  );
}
