"use client";

import { ApiError } from "@vaulture/sdk";
import { PasskeyButton } from "@/components/account/passkey-button";
import { PasswordInput } from "@/components/account/password-input";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { isSecondStep } from "@/lib/problem";
import { textOf, useForm } from "@/lib/use-form";

interface SignInFormProps {
  /** Already a local path. */
  next: string;
  /** Why the last try without scripts was refused. */
  refused?: string | undefined;
}

/** Signs in and leads on; a plain form that does the same by itself until the page's scripts are there. */
export function SignInForm({ next, refused }: SignInFormProps) {
  const { pending, problem, submit } = useForm(async (data) => {
    const password = String(data.get("password") ?? "");
    try {
      await api.post("/api/auth/sign-in/email", { body: { email: textOf(data, "email"), password } });
      window.location.assign(next);
    } catch (error) {
      if (error instanceof ApiError && error.code === "account_suspended")
        window.location.assign("/suspended");
      else if (isSecondStep(error))
        window.location.assign(`/sign-in/second-step?next=${encodeURIComponent(next)}`);
      else throw error;
    }
    return "leaving";
  });
  return (
    <div className="grid gap-6">
      <form method="post" action="/api/auth/sign-in/form" onSubmit={submit} className="grid gap-5">
        <input type="hidden" name="next" value={next} />
        {problem || refused ? <Notice tone="danger">{problem?.message ?? refused}</Notice> : null}
        <Field label="E-mail" name="email">
          {(control) => <Input {...control} type="email" autoComplete="username" required />}
        </Field>
        <Field label="Password" name="password">
          {(control) => <PasswordInput {...control} autoComplete="current-password" required />}
        </Field>
        <Button type="submit" variant="primary" size="large" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Signing in…" : "Sign in"}
        </Button>
      </form>
      <PasskeyButton onSignedIn={() => window.location.assign(next)} />
    </div>
  );
}
