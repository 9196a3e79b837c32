"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";

interface CopyFieldProps {
  label: string;
  value: string;
  hint?: ReactNode;
  /** More than one: a text of several lines. */
  lines?: number;
}

/** Text to take along: selected whole when it is entered, copied by its button. */
export function CopyField({ label, value, hint, lines = 1 }: CopyFieldProps) {
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);

  async function copy() {
    box.current?.select();
    await navigator.clipboard?.writeText(value).catch(() => undefined);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  }

  return (
    <Field label={label} name="copy" hint={hint}>
      {(control) => (
        <div className="flex items-start gap-2">
          {lines > 1 ? (
            <Textarea
              {...control}
              ref={box}
              readOnly
              rows={lines}
              value={value}
              onFocus={(event) => event.target.select()}
              className="font-mono text-sm! sm:text-xs!"
            />
          ) : (
            <Input {...control} ref={box} readOnly value={value} onFocus={(event) => event.target.select()} />
          )}
          <Button onClick={copy} aria-label={`Copy: ${label}`}>
            {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
            <span role="status">{copied ? "Copied" : "Copy"}</span>
          </Button>
        </div>
      )}
    </Field>
  );
}
