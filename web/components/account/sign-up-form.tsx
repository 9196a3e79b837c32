"use client";

import { NewPasswordField } from "@/components/account/new-password-field";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

/** `next` must already be a local path. */
export function SignUpForm({ next }: { next: string }) {
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    const password = String(data.get("password") ?? "");
    const email = textOf(data, "email");
    await api.post("/api/auth/sign-up/email", {
      body: { name: textOf(data, "name"), email, password, callbackURL: "/verify-email?done=1" },
    });
    // A known address gets the same answer and no session: only a session may go on.
    const session = await api.get("/api/auth/get-session");
    window.location.assign(session ? next : `/verify-email?sent=1&next=${encodeURIComponent(next)}`);
    return "leaving";
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field label="Name" name="name" hint="Shown to creators you buy from." error={fieldError("name")}>
        {(control) => <Input {...control} autoComplete="name" maxLength={80} required />}
      </Field>
      <Field label="E-mail" name="email" error={fieldError("email")}>
        {(control) => <Input {...control} type="email" autoComplete="username" required />}
      </Field>
      <NewPasswordField label="Password" name="password" error={fieldError("password")} />
      <Button type="submit" variant="primary" size="large" aria-busy={pending} aria-disabled={pending}>
        {pending ? "Creating your account…" : "Create account"}
      </Button>
    </form>
  );
}
