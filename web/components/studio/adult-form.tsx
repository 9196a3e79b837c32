"use client";

import type { Creator } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { useForm } from "@/lib/use-form";

/** Whether what a creator shows is for adults. */
export function AdultForm({ creator }: { creator: Creator }) {
  const router = useRouter();
  const { pending, problem, submit } = useForm(async (data) => {
    await api.patch("/api/v1/creators/{handle}", {
      path: { handle: creator.handle },
      body: { adult: data.get("adult") === "yes" },
    });
    toast("Saved");
    router.refresh();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <label className="flex items-start gap-3 text-sm">
        <input
          type="checkbox"
          name="adult"
          value="yes"
          defaultChecked={creator.adult}
          className="mt-0.5 size-4 shrink-0 accent-(--accent)"
        />
        <span className="grid gap-0.5">
          <span className="font-medium">What I show is for adults</span>
          <span className="text-soft">
            Visitors are asked for their age before your storefront, products and posts. Search, lists and
            link previews show nothing of them until then.
          </span>
        </span>
      </label>
      <div>
        <Button type="submit" variant="secondary" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Saving…" : "Save age notice"}
        </Button>
      </div>
    </form>
  );
}
