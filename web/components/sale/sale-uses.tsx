"use client";

import type { SaleDetail } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { plural } from "@/lib/format";
import { useForm } from "@/lib/use-form";

/** How much of its limit each file of a sale has used up, and the way to give it all back; nothing where there is no limit. */
export function SaleUses({ sale, mayAct }: { sale: SaleDetail; mayAct: boolean }) {
  const dialog = useRef<DialogHandle>(null);
  const { uses } = sale;
  if (!uses || !sale.completedAt) return null;
  const used = uses.files.some((file) => file.used > 0);
  return (
    <div className="mb-4 grid gap-3">
      <p className="text-sm text-soft">
        Each file may be downloaded {uses.limit === 1 ? "once" : `${uses.limit} times`} with this purchase.
      </p>
      <ul aria-label="Downloads used" className="grid gap-1.5 text-sm">
        {uses.files.map((file) => (
          <li key={file.fileId} className="flex justify-between gap-4">
            <span className="min-w-0 truncate">{file.name}</span>
            <span
              className={`figures shrink-0 ${file.used >= uses.limit ? "font-medium text-warning" : "text-soft"}`}
            >
              {file.used} of {uses.limit} used
            </span>
          </li>
        ))}
      </ul>
      {mayAct && used ? (
        <div>
          <Button size="small" onClick={() => dialog.current?.open()}>
            Reset downloads
          </Button>
        </div>
      ) : null}
      <Dialog ref={dialog} title="Reset downloads">
        <ResetForm sale={sale} limit={uses.limit} close={() => dialog.current?.close()} />
      </Dialog>
    </div>
  );
}

function ResetForm({ sale, limit, close }: { sale: SaleDetail; limit: number; close: () => void }) {
  const router = useRouter();
  const { pending, problem, submit } = useForm(async () => {
    await api.post("/api/v1/purchases/{id}/downloads/reset", { path: { id: sale.id } });
    toast("Downloads reset");
    close();
    router.refresh();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <p className="text-sm text-soft">
        {sale.buyer?.name} can download each file {plural(limit, "more time")} at once. What was downloaded
        stays on record. The buyer is not told by mail, so tell them yourself.
      </p>
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" aria-busy={pending} aria-disabled={pending} data-autofocus>
          {pending ? "Resetting…" : "Reset downloads"}
        </Button>
      </div>
    </form>
  );
}
