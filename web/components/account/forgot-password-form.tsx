"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

export function ForgotPasswordForm() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { pending, problem, submit } = useForm(async (data) => {
    const email = textOf(data, "email");
    await api.post("/api/auth/request-password-reset", { body: { email, redirectTo: "/reset-password" } });
    setSentTo(email);
    return undefined;
  });
  if (sentTo)
    return (
      <Notice tone="good" title="Look in your mail">
        If {sentTo} has an account here, a link to choose a new password is on its way. It works for one hour.
      </Notice>
    );
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field label="E-mail" name="email">
        {(control) => <Input {...control} type="email" autoComplete="username" required />}
      </Field>
      <Button type="submit" variant="primary" size="large" aria-busy={pending} aria-disabled={pending}>
        {pending ? "Sending…" : "Send me a link"}
      </Button>
    </form>
  );
}
