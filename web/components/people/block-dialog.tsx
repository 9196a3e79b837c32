"use client";

import type { Ref } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

interface BlockDialogProps {
  ref: Ref<DialogHandle>;
  /** The creator who does not want them around. */
  handle: string;
  person: { userId: string; name: string };
  close: () => void;
  onDone: () => unknown;
}

/** Shuts somebody out, after saying what that means. */
export function BlockDialog({ ref, ...props }: BlockDialogProps) {
  return (
    <Dialog ref={ref} title={`Block ${props.person.name}?`}>
      <BlockForm {...props} />
    </Dialog>
  );
}

function BlockForm({ handle, person, close, onDone }: Omit<BlockDialogProps, "ref">) {
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    await api.put("/api/v1/creators/{handle}/blocks/{userId}", {
      path: { handle, userId: person.userId },
      body: { reason: textOf(data, "reason") },
    });
    toast(`${person.name} is blocked`);
    close();
    await onDone();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5 text-left">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <div className="grid gap-2 text-sm text-soft">
        <p>They no longer follow you, and cannot comment, like, join or buy a post.</p>
        <p>
          What they have paid for stays open to them. A membership is not renewed and ends with its period.
        </p>
      </div>
      <Field
        label="Reason"
        name="reason"
        optional
        hint="For you and those who work with you; they do not see it."
        error={fieldError("reason")}
      >
        {(control) => <Input {...control} maxLength={500} autoComplete="off" data-autofocus />}
      </Field>
      <div className="flex justify-end gap-3">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="danger" aria-busy={pending} aria-disabled={pending}>
          Block
        </Button>
      </div>
    </form>
  );
}
