"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

/** Puts a report away, with what came of it. */
export function CloseReportButton({ id, what }: { id: string; what: string }) {
  const dialog = useRef<DialogHandle>(null);
  return (
    <>
      <Button size="small" aria-label={`Close the report of ${what}`} onClick={() => dialog.current?.open()}>
        Close
      </Button>
      <Dialog ref={dialog} title="Close the report">
        <CloseForm id={id} close={() => dialog.current?.close()} />
      </Dialog>
    </>
  );
}

function CloseForm({ id, close }: { id: string; close: () => void }) {
  const router = useRouter();
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    await api.post("/api/v1/operations/reports/{id}/close", {
      path: { id },
      body: { note: textOf(data, "note") },
    });
    toast("Closed");
    close();
    router.refresh();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5 text-left">
      <p className="text-sm text-soft">Other open reports of the same thing close with it.</p>
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field label="What came of it" name="note" hint="Kept in the event trail." error={fieldError("note")}>
        {(control) => <Textarea {...control} rows={3} maxLength={500} required data-autofocus />}
      </Field>
      <div className="flex justify-end gap-3">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" aria-busy={pending} aria-disabled={pending}>
          Close the report
        </Button>
      </div>
    </form>
  );
}
