"use client";

import { useEffect, useRef, useState } from "react";
import { PasswordInput } from "@/components/account/password-input";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { signInAgain } from "@/lib/ensure-signed-in";
import { signInPath } from "@/lib/local-path";
import { useForm } from "@/lib/use-form";

interface SignInAgainProps {
  email: string;
  onSignedIn: () => void;
  onDeclined: () => void;
}

/** Asks the person of this page for their password again; closed without it, it leaves a bar that says so. */
export function SignInAgain({ email, onSignedIn, onDeclined }: SignInAgainProps) {
  const dialog = useRef<DialogHandle>(null);
  const done = useRef(false);
  const [declined, setDeclined] = useState(false);

  useEffect(() => dialog.current?.open(), []);

  // Only once the dialog is closed has the focus gone back to where it was.
  function closed() {
    if (done.current) return onSignedIn();
    setDeclined(true);
    onDeclined();
  }

  return (
    <>
      <Dialog ref={dialog} title="You were signed out" onClose={closed}>
        <PasswordForm
          email={email}
          onSignedIn={() => {
            done.current = true;
            dialog.current?.close();
          }}
        />
      </Dialog>
      {declined ? (
        <section
          aria-label="Signed out"
          className="fixed inset-x-0 bottom-0 z-50 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t sm:justify-center border-line bg-raised px-4 py-3 text-sm shadow-raised"
        >
          <p>You are signed out. Nothing is saved.</p>
          <Button variant="primary" size="small" onClick={() => dialog.current?.open()}>
            Sign in
          </Button>
        </section>
      ) : null}
    </>
  );
}

function PasswordForm({ email, onSignedIn }: { email: string; onSignedIn: () => void }) {
  const { pending, problem, submit } = useForm(async (data) => {
    await signInAgain(email, String(data.get("password") ?? ""));
    onSignedIn();
    return "leaving";
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      <p className="text-sm text-soft">
        What you did on this page is still here. Sign in, and it goes on where it stopped.
      </p>
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field label="E-mail" name="email">
        {(control) => <Input {...control} type="email" autoComplete="username" value={email} readOnly />}
      </Field>
      <Field label="Password" name="password">
        {(control) => <PasswordInput {...control} autoComplete="current-password" required data-autofocus />}
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <a
          href={signInPath(window.location.pathname + window.location.search)}
          className="text-sm underline underline-offset-2"
        >
          Use another account
        </a>
        <Button type="submit" variant="primary" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Signing in…" : "Sign in"}
        </Button>
      </div>
    </form>
  );
}
