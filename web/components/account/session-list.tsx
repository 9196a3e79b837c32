"use client";

import type { SignInSession } from "@vaulture/sdk";
import { useEffect, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { describeDevice } from "@/lib/describe-device";
import { toProblem } from "@/lib/problem";

/** Said on the window when something else on the page has ended sessions. */
export const sessionsChanged = "sessionschanged";

/** Every place this account is signed in, asked from the browser so that session tokens never stand in a page. */
export function SessionList() {
  const [sessions, setSessions] = useState<SignInSession[] | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const load = () =>
      Promise.all([api.get("/api/auth/list-sessions"), api.get("/api/auth/get-session")]).then(
        ([list, mine]) => {
          setCurrent(mine?.session.token ?? null);
          setSessions(list.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)));
        },
        (error: unknown) => setProblem(toProblem(error).message),
      );
    void load();
    window.addEventListener(sessionsChanged, load);
    return () => window.removeEventListener(sessionsChanged, load);
  }, []);

  async function attempt(work: () => Promise<unknown>) {
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(toProblem(error).message);
    }
  }

  const revoke = ({ token }: SignInSession) =>
    attempt(async () => {
      await api.post("/api/auth/revoke-session", { body: { token } });
      setSessions((list) => list?.filter((other) => other.token !== token) ?? null);
      toast("Signed out there");
    });

  const revokeAll = () =>
    attempt(async () => {
      await api.post("/api/auth/revoke-sessions");
      window.location.assign("/sign-in");
    });

  return (
    <div className="grid gap-4">
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      {sessions === null && !problem ? (
        <Loading label="Loading sessions">
          <div className="grid gap-2">
            <Skeleton className="h-14" />
            <Skeleton className="h-14" />
          </div>
        </Loading>
      ) : null}
      {sessions && sessions.length > 0 ? (
        <ul className="divide-y divide-line border-y border-line">
          {sessions.map((session) => {
            const device = describeDevice(session.userAgent ?? "");
            return (
              <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 text-sm">
                <div className="min-w-0 flex-1 basis-56">
                  <p className="font-medium">{device}</p>
                  <p className="text-soft">
                    {session.ipAddress ? `${session.ipAddress}, ` : null}
                    active <Time at={session.updatedAt} exact />
                  </p>
                </div>
                {session.token === current ? (
                  <Badge tone="good">This device</Badge>
                ) : (
                  <Button size="small" onClick={() => revoke(session)} aria-label={`Sign out ${device}`}>
                    Sign out
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      ) : null}
      <div className="grid justify-items-start gap-2">
        <Button variant="danger" onClick={revokeAll}>
          Sign out everywhere
        </Button>
        <p className="text-sm text-soft">This device too. Running downloads stop.</p>
      </div>
    </div>
  );
}
