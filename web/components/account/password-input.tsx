"use client";

import { type ComponentProps, type KeyboardEvent, useState } from "react";
import { Input } from "@/components/ui/input";

/** A password that can be looked at before it is sent; says when capitals are locked. */
export function PasswordInput(props: Omit<ComponentProps<"input">, "type">) {
  const [shown, setShown] = useState(false);
  const [capitals, setCapitals] = useState(false);
  const look = (event: KeyboardEvent) => setCapitals(event.getModifierState("CapsLock"));
  return (
    <span className="block">
      <span className="relative block">
        <Input
          spellCheck={false}
          autoCapitalize="none"
          autoCorrect="off"
          {...props}
          type={shown ? "text" : "password"}
          onKeyDown={look}
          onKeyUp={look}
          onBlur={() => setCapitals(false)}
          className="pr-16"
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-label="Show password"
          onClick={() => setShown(!shown)}
          className="absolute top-1 right-1 h-8 rounded-sm px-2 text-sm text-soft hover:text-ink"
        >
          {shown ? "Hide" : "Show"}
        </button>
      </span>
      <span role="status" className="mt-1.5 block text-sm text-warning empty:hidden">
        {capitals ? "Caps lock is on." : null}
      </span>
    </span>
  );
}
