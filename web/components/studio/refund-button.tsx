"use client";

import type { Price } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { editablePrice, formatPrice, parsePrice } from "@/lib/money";
import { textOf, useForm } from "@/lib/use-form";

interface RefundButtonProps {
  purchaseId: string;
  buyer: string;
  title: string;
  /** What may still be given back. */
  left: Price;
  /** In minor units, as the page shows it. */
  refundedSoFar: number;
}

export function RefundButton(props: RefundButtonProps) {
  const dialog = useRef<DialogHandle>(null);
  return (
    <>
      <Button size="small" onClick={() => dialog.current?.open()} aria-label={`Refund ${props.buyer}`}>
        Refund
      </Button>
      <Dialog ref={dialog} title="Refund">
        <RefundForm {...props} close={() => dialog.current?.close()} />
      </Dialog>
    </>
  );
}

function RefundForm({
  purchaseId,
  buyer,
  title,
  left,
  refundedSoFar,
  close,
}: RefundButtonProps & { close: () => void }) {
  const router = useRouter();
  const [partial, setPartial] = useState(false);
  const [wrong, setWrong] = useState<string | undefined>();
  const { pending, problem, submit } = useForm(async (data) => {
    const amount = partial ? parsePrice(textOf(data, "amount"), left.currency) : left.amount;
    if (amount === null || amount < 1 || amount > left.amount) {
      setWrong(`An amount from the smallest coin up to ${formatPrice(left)}.`);
      return undefined;
    }
    const reason = textOf(data, "reason");
    await api.post("/api/v1/purchases/{id}/refund", {
      path: { id: purchaseId },
      body: {
        amount,
        keepAccess: data.get("access") === "keep",
        refundedSoFar,
        ...(reason ? { reason } : {}),
      },
    });
    toast(`${formatPrice({ ...left, amount })} refunded to ${buyer}`);
    close();
    router.refresh();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5 text-left">
      <p className="text-sm text-soft">
        {buyer} bought {title}. The money goes back the way it came and usually arrives within ten days.
      </p>
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <fieldset className="grid gap-2 text-sm">
        <legend className="mb-2 font-medium">How much</legend>
        <Choice name="kind" value="full" checked={!partial} onChange={() => setPartial(false)}>
          All of it, {formatPrice(left)}
        </Choice>
        <Choice name="kind" value="partial" checked={partial} onChange={() => setPartial(true)}>
          A part of it
        </Choice>
      </fieldset>
      {partial ? (
        <Field label={`Amount in ${left.currency.toUpperCase()}`} name="amount" error={wrong}>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              required
              autoFocus
              onChange={() => setWrong(undefined)}
              placeholder={editablePrice({ ...left, amount: Math.floor(left.amount / 2) })}
              className="max-w-40"
            />
          )}
        </Field>
      ) : null}
      <fieldset key={String(partial)} className="grid gap-2 text-sm">
        <legend className="mb-2 font-medium">Access</legend>
        <Choice name="access" value="end" defaultChecked={!partial}>
          Access ends: the files close at once, running downloads stop
        </Choice>
        <Choice name="access" value="keep" defaultChecked={partial}>
          {buyer} keeps the files
        </Choice>
      </fieldset>
      <Field label="Reason" name="reason" optional hint="For your records; the buyer does not see it.">
        {(control) => <Input {...control} maxLength={200} />}
      </Field>
      <div className="flex justify-end gap-3">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="danger" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Refunding…" : "Refund"}
        </Button>
      </div>
    </form>
  );
}

function Choice({ children, ...input }: React.ComponentProps<"input">) {
  return (
    <label className="flex items-start gap-2.5">
      <input type="radio" className="mt-0.5 size-4 shrink-0 accent-(--accent)" {...input} />
      <span>{children}</span>
    </label>
  );
}
