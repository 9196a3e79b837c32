"use client";

import type { Creator, SocialLink } from "@vaulture/sdk";
import { Plus, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { DeviceField, readDeviceLimit } from "@/components/studio/device-field";
import { RefundField, readRefundDays } from "@/components/studio/refund-field";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";

type Row = SocialLink & { key: number };

export function ProfileForm({ creator }: { creator: Creator }) {
  const router = useRouter();
  const [rows, setRows] = useState<Row[]>(() => creator.socialLinks.map((link, key) => ({ ...link, key })));
  const [nextKey, setNextKey] = useState(rows.length);
  const { pending, problem, submit, fieldError } = useForm(async (data) => {
    const socialLinks = rows
      .map(({ key }) => ({ label: textOf(data, `label-${key}`), url: textOf(data, `url-${key}`) }))
      .filter(({ label, url }) => label !== "" || url !== "");
    await api.patch("/api/v1/creators/{handle}", {
      path: { handle: creator.handle },
      body: {
        displayName: textOf(data, "displayName"),
        bio: textOf(data, "bio"),
        website: textOf(data, "website") || null,
        socialLinks,
        refundDays: readRefundDays(data),
        deviceLimit: readDeviceLimit(data),
      },
    });
    toast("Saved");
    router.refresh();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field label="Name" name="displayName" error={fieldError("displayName")}>
        {(control) => <Input {...control} defaultValue={creator.displayName} maxLength={50} required />}
      </Field>
      <Field label="About you" name="bio" optional error={fieldError("bio")}>
        {(control) => <Textarea {...control} defaultValue={creator.bio} maxLength={2000} rows={5} />}
      </Field>
      <Field label="Website" name="website" optional error={fieldError("website")}>
        {(control) => (
          <Input
            {...control}
            type="url"
            defaultValue={creator.website ?? ""}
            maxLength={200}
            placeholder="https://"
          />
        )}
      </Field>
      <RefundField creator={creator} error={fieldError("refundDays")} />
      <DeviceField creator={creator} error={fieldError("deviceLimit")} />
      <fieldset className="grid gap-3">
        <legend className="mb-2 text-sm font-medium">Links</legend>
        {fieldError("socialLinks") ? (
          <p className="text-sm text-danger">{fieldError("socialLinks")}</p>
        ) : null}
        {rows.map((row, index) => (
          <div key={row.key} className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] gap-2">
            <Input
              name={`label-${row.key}`}
              aria-label={`Label of link ${index + 1}`}
              defaultValue={row.label}
              maxLength={30}
              required
              placeholder="Mastodon"
            />
            <Input
              name={`url-${row.key}`}
              type="url"
              aria-label={`Address of link ${index + 1}`}
              defaultValue={row.url}
              maxLength={200}
              required
              placeholder="https://"
            />
            <Button
              variant="quiet"
              size="icon"
              aria-label={`Remove link ${index + 1}`}
              onClick={() => setRows(rows.filter((other) => other !== row))}
            >
              <X aria-hidden />
            </Button>
          </div>
        ))}
        {rows.length < 8 ? (
          <div>
            <Button
              variant="quiet"
              size="small"
              onClick={() => {
                setRows([...rows, { label: "", url: "", key: nextKey }]);
                setNextKey(nextKey + 1);
              }}
            >
              <Plus aria-hidden />
              Add link
            </Button>
          </div>
        ) : null}
      </fieldset>
      <div>
        <Button type="submit" variant="primary" aria-busy={pending} aria-disabled={pending}>
          {pending ? "Saving…" : "Save"}
        </Button>
      </div>
    </form>
  );
}
