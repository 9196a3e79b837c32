"use client";

import { useEffect, useState } from "react";
import { Choice } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface ScheduleSectionProps {
  /** The local time of coming out; "" is at once. */
  later: string | null;
  error: string | undefined;
  onChange: (later: string | null) => void;
}

/** When a post comes out: at once, or at a time in the time zone of whoever chooses it, which is named. */
export function ScheduleSection({ later, error, onChange }: ScheduleSectionProps) {
  const [zone, setZone] = useState("");
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-3 text-lg font-semibold">When</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice name="when" checked={later === null} onChange={() => onChange(null)}>
          When you press Publish
        </Choice>
        <Choice name="when" checked={later !== null} onChange={() => onChange(later ?? "")}>
          At a time you choose
        </Choice>
      </div>
      {later === null ? null : (
        <Field
          label="Comes out"
          name="publishAt"
          hint={zone ? `In your time: ${zone.replaceAll("_", " ")}.` : undefined}
          error={error}
          className="sm:max-w-80"
        >
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={later}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
        </Field>
      )}
    </fieldset>
  );
}
