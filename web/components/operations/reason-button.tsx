"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

/** What operators do to one thing, and only with a reason. */
type Act =
  | "users/{id}/suspend"
  | "users/{id}/restore"
  | "users/{id}/sign-out"
  | "users/{id}/reset-two-factor"
  | "users/{id}/verification"
  | "creators/{id}/suspend"
  | "creators/{id}/restore"
  | "products/{id}/restore"
  | "posts/{id}/restore"
  | "comments/{id}/remove"
  | "mails/{id}/resend";
type SaleAct = "purchases/{id}/revoke";
type JobAct = "jobs/{id}/retry" | "jobs/{id}/remove";

interface ReasonButtonProps {
  act: Act | SaleAct | JobAct;
  id: string | number;
  /** On the button, in the dialog's title and on its confirmation. */
  verb: string;
  /** Whom or what: completes the verb in the title and for screen readers. */
  what: string;
  /** Said when it worked. */
  done: string;
  danger?: boolean;
  small?: boolean;
  /** What will happen, in a sentence. */
  children: ReactNode;
}

/** A button that asks why before it acts; the answer goes into the event trail. */
export function ReasonButton(props: ReasonButtonProps) {
  const dialog = useRef<DialogHandle>(null);
  const { verb, what, danger, small } = props;
  return (
    <>
      <Button
        variant={danger ? "danger" : "secondary"}
        size={small ? "small" : "medium"}
        aria-label={small ? `${verb} ${what}` : undefined}
        onClick={() => dialog.current?.open()}
      >
        {verb}
      </Button>
      <Dialog ref={dialog} title={`${verb} ${what}`}>
        <ReasonForm {...props} close={() => dialog.current?.close()} />
      </Dialog>
    </>
  );
}

function ReasonForm({
  act,
  id,
  verb,
  done,
  danger,
  children,
  close,
}: ReasonButtonProps & { close: () => void }) {
  const router = useRouter();
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    await send(act, id, textOf(data, "reason"));
    toast(done);
    close();
    router.refresh();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5 text-left">
      <p className="text-sm text-soft">{children}</p>
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field label="Reason" name="reason" hint="Kept in the event trail." error={fieldError("reason")}>
        {(control) => <Textarea {...control} rows={3} maxLength={500} required autoFocus />}
      </Field>
      <div className="flex justify-end gap-3">
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

function send(act: Act | SaleAct | JobAct, id: string | number, reason: string): Promise<unknown> {
  const body = { reason };
  if (act === "jobs/{id}/retry" || act === "jobs/{id}/remove")
    return api.post(`/api/v1/operations/${act}`, { path: { id: Number(id) }, body });
  if (act === "purchases/{id}/revoke") return api.post(`/api/v1/${act}`, { path: { id: String(id) }, body });
  return api.post(`/api/v1/operations/${act}`, { path: { id: String(id) }, body });
}
