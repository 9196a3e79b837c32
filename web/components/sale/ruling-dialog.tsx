"use client";

import type { SaleDetail } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import type { Ref } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

interface RulingDialogProps {
  ref: Ref<DialogHandle>;
  sale: SaleDetail;
  close: () => void;
}

/** Takes access away by hand, or gives back what was taken so. */
export function RulingDialog({ ref, sale, close }: RulingDialogProps) {
  return (
    <Dialog ref={ref} title={sale.revoked ? "Restore access" : "Take access away"}>
      <RulingForm sale={sale} close={close} />
    </Dialog>
  );
}

function RulingForm({ sale, close }: Omit<RulingDialogProps, "ref">) {
  const router = useRouter();
  const { revoked, id, buyer } = sale;
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    const call = { path: { id }, body: { reason: textOf(data, "reason") } };
    if (revoked) await api.post("/api/v1/purchases/{id}/restore", call);
    else await api.post("/api/v1/purchases/{id}/revoke", call);
    toast(revoked ? "Access restored" : "Access taken away");
    close();
    router.refresh();
    return undefined;
  });
  const closedByMoney = sale.accessEndedReason === "refunded" || sale.accessEndedReason === "disputed";
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <div className="grid gap-2 text-sm text-soft">
        {revoked ? (
          <p>
            {closedByMoney
              ? "This lifts what you did by hand. The files stay closed, because the payment was refunded or disputed."
              : `${buyer?.name} can download the files again at once, and is told by mail if their address is confirmed.`}
          </p>
        ) : (
          <>
            <p>
              The files close for {buyer?.name} at once: downloads that run are cut, and links stop working.
              The buyer is told by mail if their address is confirmed.
            </p>
            <p>No money moves. To give money back, refund instead. You can restore access at any time.</p>
          </>
        )}
      </div>
      <Field
        label="Reason"
        name="reason"
        hint="For your records; the buyer does not see it."
        error={fieldError("reason")}
      >
        {(control) => <Input {...control} required maxLength={200} autoComplete="off" autoFocus />}
      </Field>
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={close}>Cancel</Button>
        <Button
          type="submit"
          variant={revoked ? "primary" : "danger"}
          aria-busy={pending}
          aria-disabled={pending}
        >
          {revoked ? (pending ? "Restoring…" : "Restore access") : pending ? "Closing…" : "Take access away"}
        </Button>
      </div>
    </form>
  );
}
