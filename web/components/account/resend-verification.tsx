"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

/** Asks for the confirmation mail again; the address is known when somebody is signed in. */
export function ResendVerification({ email }: { email: string | null }) {
  const [sent, setSent] = useState(false);
  const { pending, problem, submit } = useForm(async (data) => {
    await api.post("/api/auth/send-verification-email", {
      body: { email: email ?? textOf(data, "email"), callbackURL: "/verify-email?done=1" },
    });
    setSent(true);
    return undefined;
  });
  if (sent) return <Notice tone="good">A new link is on its way.</Notice>;
  return (
    <form method="post" onSubmit={submit} className="grid justify-items-start gap-4">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      {email ? null : (
        <Field label="E-mail" name="email" className="w-full">
          {(control) => <Input {...control} type="email" autoComplete="username" required />}
        </Field>
      )}
      <Button type="submit" aria-busy={pending} aria-disabled={pending}>
        {pending ? "Sending…" : "Send a new link"}
      </Button>
    </form>
  );
}
