"use client";

import type { Tier } from "@vaulture/sdk";
import { GripVertical, Plus, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ReorderGrip } from "@/components/editor/reorder-grip";
import { useReorder } from "@/components/editor/use-reorder";
import { Amount } from "@/components/ui/amount";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { plural } from "@/lib/format";
import { toProblem } from "@/lib/problem";
import { TierForm } from "./tier-form";

interface TiersEditorProps {
  handle: string;
  creatorId: string;
  tiers: Tier[];
  canEdit: boolean;
}

/** The tiers of a creator, the lowest first: made, edited, put in order, closed to new members. */
export function TiersEditor({ handle, creatorId, tiers: given, canEdit }: TiersEditorProps) {
  const router = useRouter();
  const [tiers, setTiers] = useState(given);
  const [editing, setEditing] = useState<string | null>(null);
  useEffect(() => setTiers(given), [given]);

  async function attempt(work: () => Promise<unknown>, said: string) {
    try {
      await work();
      toast(said);
    } catch (error) {
      toast(toProblem(error).message);
    }
    router.refresh();
  }

  const { row, said, place } = useReorder(
    tiers.map(({ id }) => id),
    (tierIds) => {
      setTiers(tierIds.map((id) => tiers.find((tier) => tier.id === id)!));
      attempt(
        () => api.put("/api/v1/creators/{handle}/tiers", { path: { handle }, body: { tierIds } }),
        "Order saved",
      );
    },
  );
  const close = (tier: Tier, archived: boolean) =>
    attempt(
      () => api.patch("/api/v1/tiers/{id}", { path: { id: tier.id }, body: { archived } }),
      archived ? `${tier.name} takes no new members` : `${tier.name} takes members again`,
    );
  const done = () => {
    setEditing(null);
    router.refresh();
  };

  return (
    <div className="grid grid-cols-1 gap-5">
      {tiers.length === 0 && editing !== "new" ? (
        <EmptyState
          icon={Users}
          title="No tiers yet"
          action={
            canEdit ? (
              <Button variant="primary" onClick={() => setEditing("new")}>
                Create the first tier
              </Button>
            ) : null
          }
        >
          A tier has a name, a price by the month or year, and opens your posts for members.
        </EmptyState>
      ) : null}
      {tiers.length > 0 ? (
        <>
          <p className="text-sm text-soft">
            The lowest comes first; a higher tier opens what the lower ones open. New prices count for those
            who join later.
          </p>
          <ol aria-label="Tiers" className="divide-y divide-line border-y border-line">
            {tiers.map((tier, index) => (
              <li key={tier.id} className="grid grid-cols-1 gap-3 py-3">
                <div
                  {...(canEdit ? row(tier.id, tier.name) : {})}
                  className="flex flex-wrap items-center gap-x-3 gap-y-2 data-dragged:opacity-40 data-target:bg-sunken"
                >
                  {canEdit ? (
                    <ReorderGrip
                      id={tier.id}
                      name={tier.name}
                      index={index}
                      count={tiers.length}
                      onMove={(to) => place(tier.id, to, tier.name)}
                    >
                      <GripVertical aria-hidden className="size-4" />
                    </ReorderGrip>
                  ) : null}
                  <div className="min-w-0 flex-1 basis-48">
                    <p className="flex flex-wrap items-center gap-2 font-medium">
                      <span className="[overflow-wrap:anywhere]">{tier.name}</span>
                      {tier.archived ? <Badge>Closed to new members</Badge> : null}
                    </p>
                    <p className="text-sm text-soft">
                      {tier.prices.map((price, n) => (
                        <span key={price.interval}>
                          {n > 0 ? ", " : null}
                          <Amount price={price} /> a {price.interval}
                        </span>
                      ))}
                      {" · "}
                      {plural(tier.members ?? 0, "member", "members")}
                      {tier.seats === null ? null : ` of ${tier.seats}`}
                      {tier.trialDays ? ` · ${plural(tier.trialDays, "day", "days")} free` : null}
                    </p>
                  </div>
                  {canEdit ? (
                    <div className="flex gap-2 max-sm:basis-full max-sm:pl-11">
                      <Button
                        size="small"
                        aria-label={`Edit ${tier.name}`}
                        aria-expanded={editing === tier.id}
                        onClick={() => setEditing(editing === tier.id ? null : tier.id)}
                      >
                        Edit
                      </Button>
                      <Button
                        size="small"
                        variant="quiet"
                        aria-label={
                          tier.archived ? `Open ${tier.name} again` : `Close ${tier.name} to new members`
                        }
                        onClick={() => close(tier, !tier.archived)}
                      >
                        {tier.archived ? "Open again" : "Close"}
                      </Button>
                    </div>
                  ) : null}
                </div>
                {editing === tier.id ? (
                  <TierForm
                    creatorId={creatorId}
                    tier={tier}
                    onDone={done}
                    onLeave={() => setEditing(null)}
                  />
                ) : null}
              </li>
            ))}
          </ol>
        </>
      ) : null}
      <p role="status" className="sr-only">
        {said}
      </p>
      {editing === "new" ? (
        <TierForm creatorId={creatorId} tier={null} onDone={done} onLeave={() => setEditing(null)} />
      ) : tiers.length > 0 && tiers.length < 20 && canEdit ? (
        <Button className="justify-self-start" onClick={() => setEditing("new")}>
          <Plus aria-hidden />
          Add a tier
        </Button>
      ) : null}
    </div>
  );
}
