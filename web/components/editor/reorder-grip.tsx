import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from "react";

interface ReorderGripProps {
  id: string;
  name: string;
  index: number;
  count: number;
  /** To that place, counted from 0. */
  onMove: (to: number) => void;
  className?: string;
  children: ReactNode;
}

/** Where a row is taken hold of: by dragging, or with the arrow keys, Home and End; the focus goes with the row. */
export function ReorderGrip({ id, name, index, count, onMove, className = "", children }: ReorderGripProps) {
  const button = useRef<HTMLButtonElement>(null);
  const held = useRef(false);

  // To move an element takes the focus off it.
  useLayoutEffect(() => {
    if (held.current) button.current?.focus();
    held.current = false;
  }, [index]);

  function move(event: KeyboardEvent) {
    const to = {
      ArrowUp: index - 1,
      ArrowLeft: index - 1,
      ArrowDown: index + 1,
      ArrowRight: index + 1,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0 || to >= count || to === index) return;
    held.current = true;
    onMove(to);
  }

  return (
    <button
      ref={button}
      type="button"
      data-grip={id}
      aria-label={`Move ${name}, ${index + 1} of ${count}. Use the arrow keys.`}
      onKeyDown={move}
      className={`grid size-8 shrink-0 cursor-grab place-items-center rounded-sm text-soft -outline-offset-2 hover:bg-sunken hover:text-ink ${className}`}
    >
      {children}
    </button>
  );
}
