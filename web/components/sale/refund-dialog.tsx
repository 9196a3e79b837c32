"use client";

import type { SaleDetail } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { type Ref, useState } from "react";
import { useLocale } from "@/components/site/locale";
import { Amount } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { editablePrice, formatPrice, parsePrice } from "@/lib/money";
import { balanceAfterRefund, refundableOf } from "@/lib/refund-effect";
import { textOf, useForm } from "@/lib/use-form";

interface RefundDialogProps {
  ref: Ref<DialogHandle>;
  sale: SaleDetail;
  close: () => void;
}

/** Gives money back: how much, what becomes of access, and what it leaves of the balance. */
export function RefundDialog({ ref, sale, close }: RefundDialogProps) {
  return (
    <Dialog ref={ref} title="Refund">
      <RefundForm sale={sale} close={close} />
    </Dialog>
  );
}

function RefundForm({ sale, close }: Omit<RefundDialogProps, "ref">) {
  const router = useRouter();
  const locale = useLocale();
  const left = refundableOf(sale);
  const name = sale.buyer?.name;
  const [partial, setPartial] = useState(false);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string | undefined>();
  const amount = partial ? parsePrice(typed, left.currency) : left.amount;
  const valid = amount !== null && amount >= 1 && amount <= left.amount;

  const { pending, problem, submit } = useForm(async (data) => {
    if (!valid) {
      setWrong(`Give an amount above nothing, up to ${formatPrice(left, locale)}.`);
      return undefined;
    }
    const reason = textOf(data, "reason");
    try {
      await api.post("/api/v1/purchases/{id}/refund", {
        path: { id: sale.id },
        body: {
          amount,
          keepAccess: data.get("access") === "keep",
          // What was on the screen: a wish that comes twice is refused the second time.
          refundedSoFar: sale.refunded.amount,
          ...(reason ? { reason } : {}),
        },
      });
    } finally {
      // Also after a refusal: the page may show what is not so any more.
      router.refresh();
    }
    toast(`${formatPrice({ ...left, amount }, locale)} refunded to ${name}`);
    close();
    return undefined;
  });

  if (left.amount === 0)
    return <Notice tone="good">Everything has gone back by now. There is nothing left to refund.</Notice>;
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-sm font-medium">How much</legend>
        <Choice name="kind" value="full" checked={!partial} onChange={() => setPartial(false)}>
          {sale.refunded.amount > 0 ? "All that is left" : "All of it"}, {formatPrice(left, locale)}
        </Choice>
        <Choice name="kind" value="partial" checked={partial} onChange={() => setPartial(true)}>
          A part of it
        </Choice>
      </fieldset>
      {partial ? (
        <Field
          label={`Amount in ${left.currency.toUpperCase()}`}
          name="amount"
          hint={`Up to ${formatPrice(left, locale)}.`}
          error={wrong}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              autoComplete="off"
              autoFocus
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setWrong(undefined);
              }}
              placeholder={editablePrice({ ...left, amount: Math.floor(left.amount / 2) })}
              className="max-w-40"
            />
          )}
        </Field>
      ) : null}
      <fieldset key={String(partial)} className="grid gap-2">
        <legend className="mb-2 text-sm font-medium">Access to the files</legend>
        <Choice
          name="access"
          value="end"
          defaultChecked={!partial}
          hint="The files close at once, for good. Downloads that run are cut."
        >
          Access ends
        </Choice>
        <Choice
          name="access"
          value="keep"
          defaultChecked={partial}
          hint={
            sale.revoked
              ? "You have taken access away by hand, and that stays so."
              : `${name} can go on downloading everything.`
          }
        >
          Access stays
        </Choice>
      </fieldset>
      <Field label="Reason" name="reason" optional hint="For your records; the buyer does not see it.">
        {(control) => <Input {...control} maxLength={200} />}
      </Field>
      <dl className="figures grid gap-1.5 rounded-md bg-sunken p-3 text-sm" aria-live="polite">
        <div className="flex justify-between gap-4">
          <dt className="text-soft">Your balance now</dt>
          <dd>
            <Amount full price={sale.balance} />
          </dd>
        </div>
        <div className="flex justify-between gap-4 font-medium">
          <dt>After this refund</dt>
          <dd>{valid ? <Amount full price={balanceAfterRefund(sale, amount)} /> : "–"}</dd>
        </div>
      </dl>
      <p className="text-sm text-soft">
        {pending
          ? "Waiting for the payment provider. This can take a few seconds."
          : "The money goes back the way it came and arrives within ten days. This cannot be taken back."}
      </p>
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="danger" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Refunding…" : valid ? `Refund ${formatPrice({ ...left, amount }, locale)}` : "Refund"}
        </Button>
      </div>
    </form>
  );
}
