"use client";

import type { Creator } from "@vaulture/sdk";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { plural } from "@/lib/format";
import { textOf } from "@/lib/use-form";

/** From how many devices one buyer may download, with the words that buyers will read. */
export function DeviceField({ creator, error }: { creator: Creator; error: string | undefined }) {
  const [typed, setTyped] = useState(creator.deviceLimit?.toString() ?? "");
  const devices = typed.trim() === "" ? null : Number(typed);
  const fits = devices === null || (Number.isInteger(devices) && devices >= 1 && devices <= 100);
  return (
    <Field
      label="Devices of one buyer"
      name="deviceLimit"
      optional
      error={error ?? (fits ? undefined : "Enter 1 to 100, or leave it empty.")}
      hint={
        <>
          {fits && devices !== null
            ? `Buyers read: “${plural(devices, "device")} for everything by ${creator.displayName}.” `
            : "Empty means as many as they like. "}
          It counts for all you sell together; a product can have a limit of its own. Buyers can remove a
          device themselves, and nobody loses one they already use.
        </>
      }
    >
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          maxLength={3}
          className="w-28!"
        />
      )}
    </Field>
  );
}

/** The field's value in a sent form: null when it is empty, and what is no number is for the API to refuse. */
export function readDeviceLimit(data: FormData): number | null {
  const typed = textOf(data, "deviceLimit");
  if (typed === "") return null;
  return /^\d+$/.test(typed) ? Number(typed) : -1;
}
