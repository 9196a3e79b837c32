"use client";

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";

interface TabsProps {
  label: string;
  tabs: { value: string; title: ReactNode; panel: ReactNode }[];
  /** The one that shows, where the page keeps that itself; with `onChange`. */
  value?: string;
  onChange?: (value: string) => void;
}

/**
 * Panels of which one shows; all stay in the page, so what was typed in a hidden one is kept. Arrow keys,
 * Home and End move between tabs (WAI-ARIA tabs pattern).
 */
export function Tabs({ label, tabs, value: shown, onChange }: TabsProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState(tabs[0]?.value);
  const current = shown ?? own;

  function show(value: string | undefined) {
    setOwn(value);
    if (value !== undefined) onChange?.(value);
  }

  function move(event: KeyboardEvent) {
    const at = tabs.findIndex(({ value }) => value === current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = (to + tabs.length) % tabs.length;
    show(tabs[next]?.value);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  }

  return (
    <div>
      <div ref={list} role="tablist" aria-label={label} className="flex gap-6 border-b border-line">
        {tabs.map(({ value, title }) => (
          <button
            key={value}
            type="button"
            role="tab"
            id={`${id}-${value}`}
            aria-selected={value === current}
            aria-controls={`${id}-${value}-panel`}
            tabIndex={value === current ? 0 : -1}
            onClick={() => show(value)}
            onKeyDown={move}
            className="-mb-px h-10 border-b-2 border-transparent text-sm text-soft hover:text-ink aria-selected:border-ink aria-selected:text-ink"
          >
            {title}
          </button>
        ))}
      </div>
      {tabs.map(({ value, panel }) => (
        <div
          key={value}
          role="tabpanel"
          id={`${id}-${value}-panel`}
          aria-labelledby={`${id}-${value}`}
          hidden={value !== current}
          className="pt-4"
        >
          {panel}
        </div>
      ))}
    </div>
  );
}
