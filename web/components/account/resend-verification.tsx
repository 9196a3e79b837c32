"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

/** Mails are slow, and few may be asked for in an hour. */
const pauseSeconds = 60;

/** Asks for the confirmation mail again, after a pause each time; the address is known when somebody is signed in. */
export function ResendVerification({ email }: { email: string | null }) {
  const [sent, setSent] = useState(false);
  const [left, setLeft] = useState(0);
  const waiting = left > 0;

  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearInterval(timer);
  }, [waiting]);

  const { pending, problem, submit } = useForm(async (data) => {
    if (waiting) return undefined;
    await api.post("/api/auth/send-verification-email", { body: { email: email ?? textOf(data, "email") } });
    setSent(true);
    setLeft(pauseSeconds);
    return undefined;
  });

  return (
    <form method="post" onSubmit={submit} className="grid justify-items-start gap-4">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      {sent ? (
        <Notice tone="good">
          {email
            ? "A new link is on its way."
            : "If this address waits to be confirmed, a new link is on its way."}
        </Notice>
      ) : null}
      {email ? null : (
        <Field label="E-mail" name="email" className="w-full">
          {(control) => <Input {...control} type="email" autoComplete="username" required />}
        </Field>
      )}
      <Button type="submit" aria-busy={pending} aria-disabled={pending || waiting}>
        {pending ? "Sending…" : waiting ? `Send again in ${left} s` : sent ? "Send again" : "Send a new link"}
      </Button>
    </form>
  );
}
