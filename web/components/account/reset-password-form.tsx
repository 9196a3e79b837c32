"use client";

import { useState } from "react";
import { NewPasswordField } from "@/components/account/new-password-field";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { useForm } from "@/lib/use-form";

export function ResetPasswordForm({ token }: { token: string }) {
  const [done, setDone] = useState(false);
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    await api.post("/api/auth/reset-password", {
      body: { newPassword: String(data.get("newPassword") ?? ""), token },
    });
    setDone(true);
    return undefined;
  });
  if (done)
    return (
      <div className="grid gap-5">
        <Notice tone="good">Your new password is set.</Notice>
        <Link href="/sign-in" className={buttonStyle({ variant: "primary", size: "large" })}>
          Sign in
        </Link>
      </div>
    );
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <NewPasswordField label="New password" name="newPassword" error={fieldError("newPassword")} />
      <Button type="submit" variant="primary" size="large" aria-busy={pending} aria-disabled={pending}>
        {pending ? "Saving…" : "Set password"}
      </Button>
    </form>
  );
}
