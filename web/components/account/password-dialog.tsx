"use client";

import { type ReactNode, type Ref, useRef } from "react";
import { PasswordInput } from "@/components/account/password-input";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { passkeyProblem } from "@/lib/passkeys";
import { useForm } from "@/lib/use-form";

interface PasswordDialogProps {
  ref: Ref<DialogHandle>;
  title: string;
  /** What will happen, in a sentence. */
  intro: ReactNode;
  /** On the button. */
  verb: string;
  danger?: boolean;
  /** Fields that stand above the password. */
  children?: ReactNode;
  /** Closes when it resolves; a refused password is shown at its field. */
  act: (password: string, data: FormData) => Promise<void>;
}

/** Asks for the password before something that only the account's own person may do. */
export function PasswordDialog({ ref, title, ...rest }: PasswordDialogProps) {
  const own = useRef<DialogHandle>(null);
  return (
    <Dialog
      title={title}
      ref={(handle) => {
        own.current = handle;
        if (typeof ref === "function") ref(handle);
        else if (ref) ref.current = handle;
      }}
    >
      <PasswordForm {...rest} close={() => own.current?.close()} />
    </Dialog>
  );
}

function PasswordForm({
  intro,
  verb,
  danger,
  children,
  act,
  close,
}: Omit<PasswordDialogProps, "ref" | "title"> & { close: () => void }) {
  const { pending, problem, setProblem, submit, fieldError } = useForm(async (data) => {
    try {
      await act(String(data.get("password") ?? ""), data);
    } catch (error) {
      const closed = passkeyProblem(error);
      if (!closed) throw error;
      setProblem(closed);
      return undefined;
    }
    close();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5 text-left">
      <div className="text-sm text-soft">{intro}</div>
      {problem && Object.keys(problem.fields).length === 0 ? (
        <Notice tone="danger">{problem.message}</Notice>
      ) : null}
      {children}
      <Field label="Password" name="password" error={fieldError("password")}>
        {(control) => (
          <PasswordInput
            {...control}
            autoComplete="current-password"
            required
            {...(children ? {} : { "data-autofocus": true })}
          />
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={close}>Cancel</Button>
        <Button
          type="submit"
          variant={danger ? "danger" : "primary"}
          aria-busy={pending}
          aria-disabled={pending}
        >
          {verb}
        </Button>
      </div>
    </form>
  );
}
