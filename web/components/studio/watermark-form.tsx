"use client";

import type { Creator } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

type Watermark = Creator["watermark"];

const choices: [Watermark, string, string][] = [
  ["paid", "On pictures that are paid for", "For members and buyers. What you post for free stays as it is."],
  ["all", "On all pictures of posts", "Who is not signed in sees your handle instead of a name."],
  ["off", "On none", "Nobody can tell later who passed a picture on."],
];

/** On which pictures of posts the name of whoever looks is drawn. */
export function WatermarkForm({ creator }: { creator: Creator }) {
  const router = useRouter();
  const { pending, problem, submit } = useForm(async (data) => {
    await api.patch("/api/v1/creators/{handle}", {
      path: { handle: creator.handle },
      body: { watermark: textOf(data, "watermark") as Watermark },
    });
    toast("Saved");
    router.refresh();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <fieldset className="grid gap-2">
        <legend className="sr-only">Where the watermark is drawn</legend>
        {choices.map(([value, label, hint]) => (
          <Choice
            key={value}
            name="watermark"
            value={value}
            defaultChecked={creator.watermark === value}
            hint={hint}
          >
            {label}
          </Choice>
        ))}
      </fieldset>
      <div>
        <Button type="submit" variant="secondary" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Saving…" : "Save watermark"}
        </Button>
      </div>
    </form>
  );
}
