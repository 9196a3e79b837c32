"use client";

import type { Ref } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { type ReportReason, reportReasons } from "@/lib/report-words";
import { textOf, useForm } from "@/lib/use-form";

interface ReportDialogProps {
  ref: Ref<DialogHandle>;
  what: "post" | "comment";
  id: string;
  close: () => void;
}

/** Brings a post or a comment before the operators. */
export function ReportDialog({ ref, ...props }: ReportDialogProps) {
  return (
    <Dialog ref={ref} title={`Report this ${props.what}`}>
      <ReportForm {...props} />
    </Dialog>
  );
}

function ReportForm({ what, id, close }: Omit<ReportDialogProps, "ref">) {
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    const call = {
      path: { id },
      body: { reason: textOf(data, "reason") as ReportReason, details: textOf(data, "details") },
    };
    await (what === "post"
      ? api.post("/api/v1/posts/{id}/report", call)
      : api.post("/api/v1/comments/{id}/report", call));
    toast("Reported. Thank you");
    close();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      <p className="text-sm text-soft">
        The people who run this site look at it. Whoever wrote it is not told who you are.
      </p>
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field label="What is wrong with it" name="reason" error={fieldError("reason")}>
        {(control) => (
          <Select {...control} required data-autofocus>
            {Object.entries(reportReasons).map(([reason, words]) => (
              <option key={reason} value={reason}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="What we should know" name="details" optional error={fieldError("details")}>
        {(control) => <Textarea {...control} rows={3} maxLength={1000} />}
      </Field>
      <div className="flex justify-end gap-3">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" aria-busy={pending} aria-disabled={pending}>
          Report
        </Button>
      </div>
    </form>
  );
}
