"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

export function NameForm({ name }: { name: string }) {
  const router = useRouter();
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    await api.post("/api/auth/update-user", { body: { name: textOf(data, "name") } });
    toast("Saved");
    router.refresh();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field label="Name" name="name" error={fieldError("name")}>
        {(control) => <Input {...control} defaultValue={name} autoComplete="name" maxLength={80} required />}
      </Field>
      <div>
        <Button type="submit" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Saving…" : "Save name"}
        </Button>
      </div>
    </form>
  );
}
