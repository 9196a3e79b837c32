"use client";

import { useRef } from "react";
import { PasswordInput } from "@/components/account/password-input";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

/** The way out: says what goes and what stays, and asks for the password and a typed word. */
export function DeleteAccount({ sells }: { sells: boolean }) {
  const dialog = useRef<DialogHandle>(null);
  return (
    <div className="grid justify-items-start gap-5">
      <div className="grid gap-4 text-sm">
        <div>
          <p className="font-medium">What goes</p>
          <ul className="mt-1 list-disc space-y-1 pl-5 text-soft">
            <li>Your name, e-mail, password and every place you are signed in, at once.</li>
            <li>Your library: what you bought can no longer be downloaded.</li>
            <li>Every mail that we sent you.</li>
            {sells ? (
              <li>Shops that you alone own: off sale, storefront gone, handle never given again.</li>
            ) : null}
          </ul>
        </div>
        <div>
          <p className="font-medium">What stays</p>
          <ul className="mt-1 list-disc space-y-1 pl-5 text-soft">
            <li>Records of payments, as the law wants, without your name.</li>
            {sells ? <li>What you sold: your buyers keep the files they paid for.</li> : null}
          </ul>
        </div>
      </div>
      <Button variant="danger" onClick={() => dialog.current?.open()}>
        Delete my account
      </Button>
      <Dialog ref={dialog} title="Delete my account">
        <DeleteForm close={() => dialog.current?.close()} />
      </Dialog>
    </div>
  );
}

function DeleteForm({ close }: { close: () => void }) {
  const { pending, problem, submit, setProblem, fieldError } = useForm(async (data) => {
    if (textOf(data, "confirm").toLowerCase() !== "delete") {
      const message = 'Type the word "delete".';
      setProblem({ message, fields: { confirm: message } });
      return undefined;
    }
    await api.post("/api/v1/me/delete", {
      body: { password: String(data.get("password") ?? ""), confirm: "delete" },
    });
    window.location.assign("/goodbye");
    return "leaving";
  });
  const tied = fieldError("password") || fieldError("confirm");
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      <p className="text-sm text-soft">This cannot be undone, by you or by us.</p>
      {problem && !tied ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field label="Password" name="password" error={fieldError("password")}>
        {(control) => <PasswordInput {...control} autoComplete="current-password" required data-autofocus />}
      </Field>
      <Field label='Type "delete"' name="confirm" error={fieldError("confirm")}>
        {(control) => <Input {...control} autoComplete="off" autoCapitalize="none" maxLength={20} required />}
      </Field>
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={close}>Keep my account</Button>
        <Button type="submit" variant="danger" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Deleting…" : "Delete for good"}
        </Button>
      </div>
    </form>
  );
}
