"use client";

import type { Creator } from "@vaulture/sdk";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { refundWords } from "@/lib/refund-words";
import { textOf } from "@/lib/use-form";

/** How long buyers may ask for their money back, with the sentence that they will read. */
export function RefundField({ creator, error }: { creator: Creator; error: string | undefined }) {
  const [typed, setTyped] = useState(creator.refundDays?.toString() ?? "");
  const days = typed.trim() === "" ? null : Number(typed);
  const fits = days === null || (Number.isInteger(days) && days >= 0 && days <= 365);
  return (
    <Field
      label="Refunds, in days after buying"
      name="refundDays"
      optional
      error={error ?? (fits ? undefined : "Enter 0 to 365 days, or leave it empty.")}
      hint={
        <>
          Buyers read: “{refundWords(fits ? days : null, creator.displayName).promise}” Empty means that you
          decide each time; 0 means none.
        </>
      }
    >
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder="30"
          maxLength={3}
          className="w-28!"
        />
      )}
    </Field>
  );
}

/** The field's value in a sent form: null when it is empty, and what is no number is for the API to refuse. */
export function readRefundDays(data: FormData): number | null {
  const typed = textOf(data, "refundDays");
  if (typed === "") return null;
  return /^\d+$/.test(typed) ? Number(typed) : -1;
}
