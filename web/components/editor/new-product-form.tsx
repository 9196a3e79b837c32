"use client";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";
import { PriceFields, readPrice } from "./price-fields";

export function NewProductForm({ creatorId, handle }: { creatorId: string; handle: string }) {
  const { pending, problem, submit, setProblem, fieldError } = useForm(async (data) => {
    const price = readPrice(data);
    if (typeof price === "string") {
      setProblem({ message: "The price needs another look.", fields: { price } });
      return undefined;
    }
    const made = await api.post("/api/v1/products", {
      body: { creatorId, title: textOf(data, "title"), price },
    });
    window.location.assign(`/studio/${handle}/products/${made.id}`);
    return "leaving";
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field label="Title" name="title" error={fieldError("title")}>
        {(control) => <Input {...control} maxLength={120} required />}
      </Field>
      <PriceFields amount="" currency="usd" error={fieldError("price")} />
      <div>
        <Button type="submit" variant="primary" size="large" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Creating…" : "Create draft"}
        </Button>
      </div>
    </form>
  );
}
