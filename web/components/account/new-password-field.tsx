"use client";

import { useState } from "react";
import { PasswordInput } from "@/components/account/password-input";
import { Field } from "@/components/ui/field";

/** What the server asks of a password: its length alone. */
const shortest = 10;
const longest = 200;

interface NewPasswordFieldProps {
  label: string;
  name: string;
  error?: string | undefined;
}

/** A password that is being chosen, with the one rule there is and how far it is kept. */
export function NewPasswordField({ label, name, error }: NewPasswordFieldProps) {
  const [length, setLength] = useState(0);
  const missing = shortest - length;
  return (
    <Field
      label={label}
      name={name}
      error={error}
      hint={
        length === 0
          ? `At least ${shortest} characters. A few words that only you would put together are good.`
          : missing > 0
            ? `${missing} more ${missing === 1 ? "character" : "characters"} to go.`
            : "Long enough. Longer is safer."
      }
    >
      {(control) => (
        <PasswordInput
          {...control}
          autoComplete="new-password"
          minLength={shortest}
          maxLength={longest}
          required
          onInput={(event) => setLength(event.currentTarget.value.length)}
        />
      )}
    </Field>
  );
}
