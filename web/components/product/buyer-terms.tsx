import type { Product } from "@vaulture/sdk";
import { Check, Files, Globe, type LucideIcon, MonitorSmartphone, RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { FileSize } from "@/components/ui/file-size";
import { plural } from "@/lib/format";
import { limitWords } from "@/lib/limit-words";
import { refundWords } from "@/lib/refund-words";

/** What somebody should know beside the button: what the price gives, and what becomes of it when it was a mistake. */
export function BuyerTerms({ product }: { product: Product }) {
  const { promise, more } = refundWords(product.refundDays, product.creator.displayName);
  const limits = limitWords(product);
  const free = product.price.amount === 0;
  const size = product.files.reduce((sum, file) => sum + file.sizeBytes, 0);
  return (
    <ul className="mt-5 grid gap-3 text-sm text-soft">
      {product.files.length > 0 ? (
        <Term icon={Files}>
          <a href="#files" className="text-ink underline underline-offset-2">
            {plural(product.files.length, "file")}
          </a>
          , <FileSize bytes={size} />
        </Term>
      ) : null}
      <Term icon={Check}>
        {free ? "Nothing to pay." : "Pay once."}{" "}
        {limits.downloads ?? "Download now and as often as you like."}
      </Term>
      {limits.country ? <Term icon={Globe}>{limits.country}</Term> : null}
      {limits.devices ? <Term icon={MonitorSmartphone}>{limits.devices}</Term> : null}
      {free ? null : (
        <Term icon={RotateCcw}>
          <span className="text-ink">{promise}</span> {more}
        </Term>
      )}
    </ul>
  );
}

function Term({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <li className="flex gap-2.5">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink" strokeWidth={1.5} />
      <span>{children}</span>
    </li>
  );
}
