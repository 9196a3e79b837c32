"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { portalRoot } from "./portal-root";

/** The name of an icon button, seen on hover and focus; the button itself carries the same aria-label. */
export function Tooltip({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal container={portalRoot()}>
          <Radix.Content sideOffset={6} className="z-50 rounded-sm bg-ink px-2 py-1 text-xs text-paper">
            {label}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
