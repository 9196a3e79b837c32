import { PackageOpen } from "lucide-react";
import { HealthList } from "@/components/operations/health-list";
import { AccountState, JobState, MailState } from "@/components/operations/state-badges";
import { ProductStatus } from "@/components/product/product-status";
import { PurchaseStatus } from "@/components/purchase/purchase-status";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Part } from "./part";

export function Feedback() {
  return (
    <>
      <Part title="Badges">
        <div className="flex flex-wrap gap-2">
          <Badge>Neutral</Badge>
          <Badge tone="good">Good</Badge>
          <Badge tone="warning">Warning</Badge>
          <Badge tone="danger">Danger</Badge>
        </div>
      </Part>
      <Part title="States of products, purchases, accounts, mails and jobs">
        <div className="flex flex-wrap gap-2">
          {(["draft", "published", "unpublished", "archived", "removed"] as const).map((status) => (
            <ProductStatus key={status} status={status} />
          ))}
        </div>
        <div className="flex flex-wrap gap-2">
          {(
            [
              "pending",
              "completed",
              "failed",
              "expired",
              "refunded",
              "partially_refunded",
              "disputed",
              "dispute_lost",
            ] as const
          ).map((status) => (
            <PurchaseStatus key={status} status={status} />
          ))}
        </div>
        <div className="flex flex-wrap gap-2">
          <AccountState suspendedAt={null} />
          <AccountState suspendedAt="2026-05-12T10:00:00Z" />
          <AccountState suspendedAt={null} isOperator emailVerified={false} />
          <MailState state="failed" />
          <JobState state="retrying" />
        </div>
      </Part>
      <Part title="Notices">
        <Notice>Something to know.</Notice>
        <Notice tone="good">It worked.</Notice>
        <Notice tone="warning" title="Look at this">
          It may go wrong later. <a href="#main">What to do</a>
        </Notice>
        <Notice tone="danger" title="It did not work">
          The bank declined the card. Nothing was charged.
        </Notice>
      </Part>
      <Part title="On its way">
        <Progress label="Known" value={0.4} />
        <Progress label="Paused" value={0.4} quiet />
        <Progress label="Unknown" />
        <Loading>
          <div className="flex items-center gap-3">
            <Skeleton className="size-10 rounded-full!" />
            <div className="grid flex-1 gap-2">
              <Skeleton className="h-4 w-1/2" />
              <Skeleton className="h-4 w-1/3" />
            </div>
          </div>
        </Loading>
      </Part>
      <Part title="Nothing there">
        <EmptyState icon={PackageOpen} title="No products yet" action={<Button>New product</Button>}>
          Says why, and what to do next.
        </EmptyState>
      </Part>
      <Part title="Health">
        <HealthList
          checks={[
            { name: "database", state: "good", says: "PostgreSQL 18.4 answered in 2 ms.", advice: null },
            { name: "storage", state: "warning", says: "9 GB of 250 GB are free.", advice: "Make room." },
            {
              name: "worker",
              state: "bad",
              says: "It has never run.",
              advice: "Start a process with ROLE=worker.",
            },
          ]}
        />
      </Part>
    </>
  );
}
