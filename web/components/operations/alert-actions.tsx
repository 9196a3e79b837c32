"use client";

import type { Alert } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

type Shown = Pick<Alert, "id" | "state" | "mutedUntil">;

/** What an operator does with an alert itself: take it out of the inbox, or not be told of the same for a while. */
export function AlertActions({ alert }: { alert: Shown }) {
  const muting = useRef<DialogHandle>(null);
  return (
    <>
      {alert.mutedUntil ? (
        <Press id={alert.id} act="unmute" verb="Unmute" done="You are told again" />
      ) : (
        <Button onClick={() => muting.current?.open()}>Mute</Button>
      )}
      {alert.state === "open" ? (
        <Press id={alert.id} act="acknowledge" verb="Acknowledge" done="Acknowledged" primary />
      ) : null}
      <Dialog ref={muting} title="Mute this alert">
        <MuteForm id={alert.id} close={() => muting.current?.close()} />
      </Dialog>
    </>
  );
}

interface PressProps {
  id: string;
  act: "acknowledge" | "unmute";
  verb: string;
  /** Said when it worked. */
  done: string;
  primary?: boolean;
}

function Press({ id, act, verb, done, primary }: PressProps) {
  const router = useRouter();
  const { pending, problem, submit } = useForm(async () => {
    await api.post(`/api/v1/operations/alerts/{id}/${act}`, { path: { id }, body: {} });
    toast(done);
    router.refresh();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-2">
      <Button
        type="submit"
        variant={primary ? "primary" : "secondary"}
        aria-busy={pending}
        aria-disabled={pending}
      >
        {verb}
      </Button>
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
    </form>
  );
}

const spans = [
  [1, "An hour"],
  [24, "A day"],
  [24 * 7, "A week"],
  [24 * 30, "30 days"],
  [24 * 365, "A year"],
] as const;

function MuteForm({ id, close }: { id: string; close: () => void }) {
  const router = useRouter();
  const { pending, problem, submit } = useForm(async (data) => {
    const hours = Number(textOf(data, "hours"));
    await api.post("/api/v1/operations/alerts/{id}/mute", { path: { id }, body: { hours } });
    toast("Muted");
    close();
    router.refresh();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      <p className="text-sm text-soft">
        The same about the same is not told again for so long. Other alerts are told as before, and everything
        stays in the event trail.
      </p>
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field label="For how long" name="hours">
        {(control) => (
          <Select {...control} defaultValue="24" data-autofocus>
            {spans.map(([hours, title]) => (
              <option key={hours} value={hours}>
                {title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex justify-end gap-3">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" aria-busy={pending} aria-disabled={pending}>
          Mute
        </Button>
      </div>
    </form>
  );
}
