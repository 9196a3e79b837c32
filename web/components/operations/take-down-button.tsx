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

type Thing = { kind: "product" | "post"; id: string };

const words = {
  product: {
    means: "It leaves the shop at once and cannot be bought. Only operators can put it back.",
    keep: "Keep it and can go on downloading it",
    end: "Lose access: the files close at once, running downloads stop",
  },
  post: {
    means:
      "Nobody but its creator sees it any more, members included, and it cannot be bought. Only operators can put it back.",
    keep: "Keep it and can go on opening it",
    end: "Lose access: it closes at once, and what it holds too",
  },
} as const;

/** Takes a product or a post down, after asking why and whether those who bought it keep it. */
export function TakeDownButton({ what, small = false, ...thing }: Thing & { what: string; small?: boolean }) {
  const dialog = useRef<DialogHandle>(null);
  return (
    <>
      <Button
        variant="danger"
        size={small ? "small" : "medium"}
        aria-label={small ? `Take down ${what}` : undefined}
        onClick={() => dialog.current?.open()}
      >
        Take down
      </Button>
      <Dialog ref={dialog} title={`Take down ${what}`}>
        <TakeDownForm {...thing} close={() => dialog.current?.close()} />
      </Dialog>
    </>
  );
}

function TakeDownForm({ kind, id, close }: Thing & { close: () => void }) {
  const router = useRouter();
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    const call = {
      path: { id },
      body: { reason: textOf(data, "reason"), endsAccess: data.get("access") === "end" },
    };
    await (kind === "product"
      ? api.post("/api/v1/operations/products/{id}/take-down", call)
      : api.post("/api/v1/operations/posts/{id}/take-down", call));
    toast("Taken down");
    close();
    router.refresh();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5 text-left">
      <p className="text-sm text-soft">{words[kind].means}</p>
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field
        label="Reason"
        name="reason"
        hint="The creator gets it by mail and sees it in the studio."
        error={fieldError("reason")}
      >
        {(control) => <Textarea {...control} rows={3} maxLength={500} required autoFocus />}
      </Field>
      <fieldset className="grid gap-2 text-sm">
        <legend className="mb-2 font-medium">Those who bought it</legend>
        <label className="flex items-start gap-2.5">
          <input type="radio" name="access" value="keep" defaultChecked className={radio} />
          <span>{words[kind].keep}</span>
        </label>
        <label className="flex items-start gap-2.5">
          <input type="radio" name="access" value="end" className={radio} />
          <span>{words[kind].end}</span>
        </label>
      </fieldset>
      <div className="flex justify-end gap-3">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="danger" aria-busy={pending} aria-disabled={pending}>
          Take down
        </Button>
      </div>
    </form>
  );
}

const radio = "mt-0.5 size-4 shrink-0 accent-(--accent)";
