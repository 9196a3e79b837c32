"use client";

import { CodeField } from "@/components/account/code-field";
import { PasskeyButton } from "@/components/account/passkey-button";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

interface SecondStepFormProps {
  /** Already a local path. */
  next: string;
  /** A backup code is asked for. */
  backup: boolean;
  /** Why the last try without scripts was refused. */
  refused?: string | undefined;
}

/** What comes after the password; a plain form that does the same by itself without scripts. */
export function SecondStepForm({ next, backup, refused }: SecondStepFormProps) {
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    const body = { code: textOf(data, "code"), trustDevice: data.get("trust") === "on" };
    await api.post("/api/auth/sign-in/second-step", { body });
    window.location.assign(next);
    return "leaving";
  });
  const general = problem && !problem.fields.code ? problem.message : problem ? undefined : refused;
  return (
    <div className="grid gap-6">
      <form
        method="post"
        action="/api/auth/sign-in/second-step/form"
        onSubmit={submit}
        className="grid gap-5"
      >
        <input type="hidden" name="next" value={next} />
        {general ? <Notice tone="danger">{general}</Notice> : null}
        <CodeField key={backup ? "backup" : "app"} backup={backup} error={fieldError("code")} autoFocus />
        <label className="flex items-start gap-3 text-sm">
          <input type="checkbox" name="trust" className="mt-0.5 size-4 shrink-0 accent-(--accent)" />
          <span className="grid gap-0.5">
            <span className="font-medium">Do not ask again in this browser for 30 days</span>
            <span className="text-soft">Only on a device that nobody else uses.</span>
          </span>
        </label>
        <Button type="submit" variant="primary" size="large" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Signing in…" : "Sign in"}
        </Button>
      </form>
      <PasskeyButton onSignedIn={() => window.location.assign(next)} />
    </div>
  );
}
