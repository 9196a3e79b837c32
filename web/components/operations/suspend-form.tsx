"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

export function SuspendForm() {
  const step = useRef<"suspend" | "restore">("suspend");
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    const kind = textOf(data, "kind") === "creators" ? "creators" : "users";
    const path = { id: textOf(data, "id") };
    if (step.current === "suspend")
      await api.post(`/api/v1/operations/${kind}/{id}/suspend`, {
        path,
        body: { reason: textOf(data, "reason") },
      });
    else await api.post(`/api/v1/operations/${kind}/{id}/restore`, { path });
    toast(step.current === "suspend" ? "Suspended" : "Restored");
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <div className="grid grid-cols-[8rem_minmax(0,1fr)] gap-3">
        <Field label="Who" name="kind">
          {(control) => (
            <Select {...control} defaultValue="users">
              <option value="users">User</option>
              <option value="creators">Creator</option>
            </Select>
          )}
        </Field>
        <Field label="Id" name="id" error={fieldError("id")}>
          {(control) => <Input {...control} required autoComplete="off" spellCheck={false} />}
        </Field>
      </div>
      <Field label="Reason" name="reason" hint="Kept in the audit trail." error={fieldError("reason")}>
        {(control) => <Input {...control} maxLength={500} />}
      </Field>
      <div className="flex gap-3">
        <Button
          type="submit"
          variant="danger"
          aria-busy={pending}
          onClick={() => {
            step.current = "suspend";
          }}
        >
          Suspend
        </Button>
        <Button
          type="submit"
          aria-busy={pending}
          onClick={() => {
            step.current = "restore";
          }}
        >
          Restore
        </Button>
      </div>
    </form>
  );
}
