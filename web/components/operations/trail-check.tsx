"use client";

import type { TrailCheck as Check } from "@vaulture/sdk";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { Time } from "@/components/ui/time";
import { api } from "@/lib/browser-api";
import { plural } from "@/lib/format";
import { useForm } from "@/lib/use-form";

const ASK_EVERY_MS = 1000;

/** Has the whole trail verified, shows how far that is, and what it found. */
export function TrailCheck({ latest }: { latest: Check | null }) {
  const [check, setCheck] = useState(latest);
  const running = check !== null && check.finishedAt === null;
  const { pending, problem, submit } = useForm(async () => {
    setCheck(await api.post("/api/v1/operations/trail-checks", { body: {} }));
    return undefined;
  });

  useEffect(() => {
    if (!running) return;
    const asking = setInterval(() => {
      api.get("/api/v1/operations/trail-checks/latest").then(
        ({ check: found }) => setCheck(found),
        // The next question may be answered.
        () => undefined,
      );
    }, ASK_EVERY_MS);
    return () => clearInterval(asking);
  }, [running]);

  return (
    <div className="grid gap-4">
      <p className="max-w-[70ch] text-sm text-soft">
        Each event carries the hash of the one before it. Verifying reads the whole trail and finds whatever
        was changed, removed, reordered or put in. Keep a checkpoint elsewhere to be able to tell later that
        nothing before it was rewritten.
      </p>
      {running ? (
        <div role="status" className="grid max-w-md gap-2 text-sm">
          <p>Reading the trail…</p>
          <Progress label="How much of the trail has been read" value={check.progress} />
        </div>
      ) : null}
      {check?.finishedAt && check.result ? <Found at={check.finishedAt} result={check.result} /> : null}
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <form method="post" onSubmit={submit} className="flex flex-wrap items-center gap-3">
        <Button type="submit" aria-busy={pending || running} aria-disabled={pending || running}>
          Verify the trail
        </Button>
        <a
          href="/api/v1/operations/trail-checkpoint"
          download
          className="text-sm underline underline-offset-2 hover:text-ink"
        >
          Download a checkpoint
        </a>
      </form>
    </div>
  );
}

function Found({ at, result }: { at: string; result: NonNullable<Check["result"]> }) {
  const { sealed, checkpoints, erased, findings } = result;
  if (findings.length > 0)
    return (
      <Notice tone="danger" title="The trail does not fit together">
        <p>
          Verified <Time at={at} exact />. Keep a copy of the database before anything else.
        </p>
        <ul className="mt-2 list-disc pl-5">
          {findings.map((finding) => (
            <li key={finding} className="break-words">
              {finding}
            </li>
          ))}
        </ul>
      </Notice>
    );
  return (
    <Notice tone="good" title="Nothing was changed, removed or reordered">
      Verified <Time at={at} exact />: {plural(sealed, "event")}, {plural(checkpoints, "signed checkpoint")}
      {erased > 0 ? `, ${plural(erased, "event")} without details, erased for somebody’s sake` : ""}.
    </Notice>
  );
}
