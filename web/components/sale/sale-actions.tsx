"use client";

import type { SaleDetail } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { DialogHandle } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";
import { isRefundable } from "@/lib/refund-effect";
import { RefundDialog } from "./refund-dialog";
import { RulingDialog } from "./ruling-dialog";

/** What editors and owners can do about a sale. */
export function SaleActions({ sale }: { sale: SaleDetail }) {
  const router = useRouter();
  const refund = useRef<DialogHandle>(null);
  const ruling = useRef<DialogHandle>(null);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (!sale.completedAt) return null;

  async function resend() {
    if (sending) return;
    setSending(true);
    setProblem(null);
    try {
      await api.post("/api/v1/purchases/{id}/receipt", { path: { id: sale.id } });
      toast(`Receipt sent to ${sale.buyer?.email}`);
      router.refresh();
    } catch (error) {
      setProblem(toProblem(error).message);
    }
    setSending(false);
  }

  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        {isRefundable(sale) ? <Button onClick={() => refund.current?.open()}>Refund</Button> : null}
        <Button onClick={() => ruling.current?.open()}>
          {sale.revoked ? "Restore access" : "Take access away"}
        </Button>
        <Button onClick={resend} aria-busy={sending} aria-disabled={sending}>
          {sending ? "Sending…" : "Resend receipt"}
        </Button>
      </div>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
      <RefundDialog ref={refund} sale={sale} close={() => refund.current?.close()} />
      <RulingDialog ref={ruling} sale={sale} close={() => ruling.current?.close()} />
    </div>
  );
}
