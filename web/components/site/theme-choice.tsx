"use client";

import { useState } from "react";
import { type Theme, themeCookie } from "@/lib/theme";

type Choice = Theme | "system";

const choices: [Choice, string][] = [
  ["system", "System"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** Remembered in a cookie, so the server already sends the chosen theme and nothing flashes. */
export function ThemeChoice({ initial }: { initial: Theme | null }) {
  const [choice, setChoice] = useState<Choice>(initial ?? "system");

  function choose(next: Choice) {
    setChoice(next);
    const root = document.documentElement;
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${themeCookie}=${next === "system" ? "" : next}; path=/; samesite=lax; max-age=${next === "system" ? 0 : 31_536_000}`;
  }

  return (
    <fieldset className="flex rounded-md border border-line p-0.5">
      <legend className="sr-only">Colours</legend>
      {choices.map(([value, label]) => (
        <label
          key={value}
          className="cursor-pointer rounded-sm px-3 py-1 has-checked:bg-sunken has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="theme"
            value={value}
            checked={choice === value}
            onChange={() => choose(value)}
            className="sr-only"
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
