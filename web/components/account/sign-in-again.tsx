"use client";

import { ApiError } from "@vaulture/sdk";
import { useEffect, useRef, useState } from "react";
import { CodeField } from "@/components/account/code-field";
import { PasswordInput } from "@/components/account/password-input";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { confirmAgain, signInAgain } from "@/lib/ensure-signed-in";
import { signInPath } from "@/lib/local-path";
import { textOf, useForm } from "@/lib/use-form";

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
        <Steps
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

interface StepsProps {
  email: string;
  onSignedIn: () => void;
}

/** The password, and a code where the account wants one. */
function Steps({ email, onSignedIn }: StepsProps) {
  const [codeFollows, setCodeFollows] = useState(false);
  return codeFollows ? (
    <CodeForm onSignedIn={onSignedIn} onExpired={() => setCodeFollows(false)} />
  ) : (
    <PasswordForm email={email} onSignedIn={onSignedIn} onCodeFollows={() => setCodeFollows(true)} />
  );
}

function CodeForm({ onSignedIn, onExpired }: { onSignedIn: () => void; onExpired: () => void }) {
  const [backup, setBackup] = useState(false);
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    try {
      await confirmAgain(textOf(data, "code"));
    } catch (error) {
      if (error instanceof ApiError && error.code === "second_step_expired") {
        onExpired();
        return undefined;
      }
      throw error;
    }
    onSignedIn();
    return "leaving";
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      <p className="text-sm text-soft">Your password was right. Now the second step.</p>
      {problem && !problem.fields.code ? <Notice tone="danger">{problem.message}</Notice> : null}
      <CodeField key={backup ? "backup" : "app"} backup={backup} error={fieldError("code")} autoFocus />
      <div className="flex flex-wrap items-center justify-between gap-4">
        <Button variant="quiet" size="small" onClick={() => setBackup(!backup)}>
          {backup ? "Use the code of the app" : "Use a backup code"}
        </Button>
        <Button type="submit" variant="primary" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Signing in…" : "Sign in"}
        </Button>
      </div>
    </form>
  );
}

function PasswordForm({ email, onSignedIn, onCodeFollows }: StepsProps & { onCodeFollows: () => void }) {
  const { pending, problem, submit } = useForm(async (data) => {
    if (await signInAgain(email, String(data.get("password") ?? ""))) onSignedIn();
    else onCodeFollows();
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
