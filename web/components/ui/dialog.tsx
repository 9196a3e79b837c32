"use client";

import { X } from "lucide-react";
import { type ReactNode, type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { Button } from "./button";

export interface DialogHandle {
  open: () => void;
  close: () => void;
}

interface DialogProps {
  ref: Ref<DialogHandle>;
  title: string;
  children: ReactNode;
  onClose?: () => void;
}

/**
 * The browser's modal dialog: traps focus, closes on Escape, gives focus back. Content exists only while open;
 * `data-autofocus` marks what has the focus first, otherwise the close button has it.
 */
export function Dialog({ ref, title, children, onClose }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const titleId = useId();
  useImperativeHandle(ref, () => ({ open: () => setOpen(true), close: () => element.current?.close() }), []);

  useEffect(() => {
    if (!open) return;
    element.current?.showModal();
    element.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
  }, [open]);

  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onClose={() => {
        setOpen(false);
        onClose?.();
      }}
      className="w-[min(32rem,calc(100vw-2rem))] rounded-lg border border-line bg-raised p-6 shadow-raised"
    >
      {open ? (
        <>
          <div className="mb-4 flex items-start justify-between gap-4">
            <h2 id={titleId} className="text-lg">
              {title}
            </h2>
            <Button
              variant="quiet"
              size="iconSmall"
              aria-label="Close"
              onClick={() => element.current?.close()}
            >
              <X aria-hidden />
            </Button>
          </div>
          {children}
        </>
      ) : (
        <span id={titleId} hidden>
          {title}
        </span>
      )}
    </dialog>
  );
}
