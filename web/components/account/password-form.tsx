"use client";

import { useRef } from "react";
import { PasswordInput } from "@/components/account/password-input";
import { sessionsChanged } from "@/components/account/session-list";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { useForm } from "@/lib/use-form";

/** `email` is only there for password managers, which file the new password under it. */
export function PasswordForm({ email }: { email: string }) {
  const form = useRef<HTMLFormElement>(null);
  const { pending, problem, submit } = useForm(async (data) => {
    await api.post("/api/auth/change-password", {
      body: {
        currentPassword: String(data.get("currentPassword") ?? ""),
        newPassword: String(data.get("newPassword") ?? ""),
        revokeOtherSessions: data.get("others") === "on",
      },
    });
    form.current?.reset();
    toast("Password changed");
    window.dispatchEvent(new Event(sessionsChanged));
    return undefined;
  });
  return (
    <form ref={form} method="post" onSubmit={submit} className="grid gap-4">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <input
        type="email"
        name="email"
        value={email}
        readOnly
        hidden
        autoComplete="username"
        aria-label="E-mail"
      />
      <Field label="Current password" name="currentPassword">
        {(control) => <PasswordInput {...control} autoComplete="current-password" required />}
      </Field>
      <Field label="New password" name="newPassword" hint="At least 10 characters.">
        {(control) => (
          <PasswordInput {...control} autoComplete="new-password" minLength={10} maxLength={128} required />
        )}
      </Field>
      <label className="flex items-start gap-2.5 text-sm">
        <input
          type="checkbox"
          name="others"
          defaultChecked
          className="mt-0.5 size-4 shrink-0 accent-(--accent)"
        />
        Sign out everywhere else
      </label>
      <div>
        <Button type="submit" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Changing…" : "Change password"}
        </Button>
      </div>
    </form>
  );
}
