"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { NewPasswordField } from "@/components/account/new-password-field";
import { PasswordInput } from "@/components/account/password-input";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { useForm } from "@/lib/use-form";

/** `email` is only there for password managers, which file the new password under it. */
export function PasswordForm({ email }: { email: string }) {
  const router = useRouter();
  const [changes, setChanges] = useState(0);
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    await api.post("/api/auth/change-password", {
      body: {
        currentPassword: String(data.get("currentPassword") ?? ""),
        newPassword: String(data.get("newPassword") ?? ""),
      },
    });
    setChanges(changes + 1);
    toast("Password changed. Every other browser is signed out.");
    router.refresh();
    return undefined;
  });
  return (
    <form key={changes} method="post" onSubmit={submit} className="grid gap-5">
      {problem && !problem.fields.currentPassword ? <Notice tone="danger">{problem.message}</Notice> : null}
      <input
        type="email"
        name="email"
        value={email}
        readOnly
        hidden
        autoComplete="username"
        aria-label="E-mail"
      />
      <Field label="Current password" name="currentPassword" error={fieldError("currentPassword")}>
        {(control) => <PasswordInput {...control} autoComplete="current-password" required />}
      </Field>
      <NewPasswordField label="New password" name="newPassword" error={fieldError("newPassword")} />
      <div>
        <Button type="submit" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Changing…" : "Change password"}
        </Button>
      </div>
    </form>
  );
}
