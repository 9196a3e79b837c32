"use client";

import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { portalRoot } from "./portal-root";

interface DropdownProps {
  /** The button that opens it. */
  trigger: ReactNode;
  children: ReactNode;
}

/** A menu of actions under a button. Not modal: the page behind stays scrollable. */
export function Dropdown({ trigger, children }: DropdownProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={portalRoot()}>
        <Radix.Content
          align="end"
          sideOffset={6}
          className="z-40 min-w-44 rounded-lg border border-line bg-raised p-1.5 text-sm shadow-raised"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function DropdownItem({
  className,
  danger,
  ...props
}: ComponentProps<typeof Radix.Item> & { danger?: boolean }) {
  return (
    <Radix.Item
      className={cn(
        "flex h-9 cursor-pointer items-center gap-2 rounded-sm px-3 outline-none select-none data-highlighted:bg-sunken data-disabled:cursor-default data-disabled:text-soft [&_svg]:size-4",
        danger && "text-danger",
        className,
      )}
      {...props}
    />
  );
}
