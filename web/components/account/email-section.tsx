"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { PasswordInput } from "@/components/account/password-input";
import { ResendVerification } from "@/components/account/resend-verification";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";
import { textOf, useForm } from "@/lib/use-form";

interface EmailSectionProps {
  email: string;
  verified: boolean;
  /** An address that waits to be confirmed. */
  newEmail: string | null;
}

/** The address of the account, whether it is confirmed, and the way to another one. */
export function EmailSection({ email, verified, newEmail }: EmailSectionProps) {
  const [changing, setChanging] = useState(false);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="min-w-0 break-words">{email}</p>
        {verified ? <Badge tone="good">Confirmed</Badge> : <Badge tone="warning">Not confirmed</Badge>}
      </div>
      {verified ? null : <ResendVerification email={email} />}
      {newEmail ? <WaitingChange newEmail={newEmail} /> : null}
      {changing ? (
        <ChangeForm close={() => setChanging(false)} />
      ) : (
        <div>
          <Button onClick={() => setChanging(true)}>
            {newEmail ? "Use a different address" : "Change e-mail"}
          </Button>
        </div>
      )}
    </div>
  );
}

function WaitingChange({ newEmail }: { newEmail: string }) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);

  async function cancel() {
    setProblem(null);
    try {
      await api.delete("/api/v1/me/email-change");
      toast("Your address stays as it is");
      router.refresh();
    } catch (error) {
      setProblem(toProblem(error).message);
    }
  }

  return (
    <Notice title={`Waiting for ${newEmail}`}>
      <p>Open the link that we sent there. It works for 24 hours; until then nothing changes.</p>
      <p className="mt-3 flex flex-wrap items-center gap-3">
        <Button size="small" onClick={cancel}>
          Keep my address
        </Button>
        <span role="alert" className="text-danger">
          {problem}
        </span>
      </p>
    </Notice>
  );
}

function ChangeForm({ close }: { close: () => void }) {
  const router = useRouter();
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    await api.post("/api/v1/me/email-change", {
      body: { newEmail: textOf(data, "newEmail"), password: String(data.get("password") ?? "") },
    });
    close();
    router.refresh();
    return undefined;
  });
  const tied = fieldError("newEmail") || fieldError("password");
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem && !tied ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field
        label="New e-mail"
        name="newEmail"
        hint="We send a link there, and a notice to your present address."
        error={fieldError("newEmail")}
      >
        {(control) => (
          <Input {...control} type="email" autoComplete="email" maxLength={320} required autoFocus />
        )}
      </Field>
      <Field label="Password" name="password" error={fieldError("password")}>
        {(control) => <PasswordInput {...control} autoComplete="current-password" required />}
      </Field>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Sending…" : "Send the link"}
        </Button>
        <Button variant="quiet" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
