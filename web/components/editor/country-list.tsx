"use client";

import { Check, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/cn";
import { findCountries } from "@/lib/country-codes";
import { plural } from "@/lib/format";
import { countryName } from "@/lib/limit-words";

interface CountryListProps {
  label: string;
  codes: string[];
  error: string | undefined;
  onChange: (codes: string[]) => void;
}

/**
 * Chosen countries, and a field that finds more (WAI-ARIA combobox with a list): typing narrows the list, arrows walk it, Enter
 * takes a country in or out, Escape closes it, Backspace in the empty field takes the last one out.
 */
export function CountryList({ label, codes, error, onChange }: CountryListProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [said, setSaid] = useState("");
  const found = open ? findCountries(typed, countryName) : [];
  const active = found[at];

  useEffect(() => {
    if (active) list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [active]);

  function toggle(code: string) {
    const had = codes.includes(code);
    onChange(had ? codes.filter((other) => other !== code) : [...codes, code]);
    setSaid(`${countryName(code)} ${had ? "taken out" : "added"}.`);
    setTyped("");
    setAt(0);
  }

  function close() {
    setOpen(false);
    setTyped("");
    setAt(0);
  }

  function press(event: KeyboardEvent) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (!open) return setOpen(true);
      const step = key === "ArrowDown" ? 1 : -1;
      if (found.length > 0) setAt((at + step + found.length) % found.length);
    } else if (key === "Enter") {
      // The form is not sent from here.
      event.preventDefault();
      if (open && active) toggle(active);
    } else if (key === "Escape" && open) {
      event.preventDefault();
      close();
    } else if (key === "Backspace" && typed === "" && codes.length > 0) toggle(codes.at(-1)!);
  }

  return (
    <div className="grid gap-3">
      <Field
        label={label}
        name="countries"
        error={error}
        hint="Type the beginning of a name; Enter takes it in or out."
      >
        {(control) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: closes the list when the focus leaves it
          <div className="relative sm:max-w-96" onBlur={close}>
            <Input
              {...control}
              ref={field}
              role="combobox"
              aria-expanded={open}
              aria-controls={`${id}-list`}
              aria-autocomplete="list"
              aria-activedescendant={active ? `${id}-${active}` : undefined}
              autoComplete="off"
              placeholder="Search countries"
              maxLength={60}
              value={typed}
              onClick={() => setOpen(true)}
              onChange={(event) => {
                setTyped(event.target.value);
                setAt(0);
                setOpen(true);
              }}
              onKeyDown={press}
            />
            <div
              ref={list}
              id={`${id}-list`}
              role="listbox"
              aria-label="Countries"
              aria-multiselectable
              hidden={!open || found.length === 0}
              className="absolute inset-x-0 top-full z-10 mt-1 max-h-64 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-raised"
            >
              {found.map((code, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
                <div
                  key={code}
                  id={`${id}-${code}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={codes.includes(code)}
                  data-active={index === at || undefined}
                  // The field keeps the focus.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => toggle(code)}
                  className={cn(
                    "flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-2 text-sm hover:bg-sunken",
                    index === at && "bg-sunken",
                  )}
                >
                  <Check
                    aria-hidden
                    className={cn("size-4 shrink-0", !codes.includes(code) && "invisible")}
                  />
                  {countryName(code)}
                </div>
              ))}
            </div>
            {open && found.length === 0 ? (
              <p className="absolute inset-x-0 top-full z-10 mt-1 rounded-md border border-line bg-raised p-3 text-sm text-soft shadow-raised">
                No country is called that.
              </p>
            ) : null}
          </div>
        )}
      </Field>
      {codes.length > 0 ? (
        <ul aria-label="Chosen countries" className="flex flex-wrap gap-2">
          {codes.map((code) => (
            <li key={code}>
              <button
                type="button"
                aria-label={`Take out ${countryName(code)}`}
                onClick={() => {
                  toggle(code);
                  field.current?.focus();
                }}
                className="inline-flex min-h-8 items-center gap-1.5 rounded-md border border-line px-2.5 text-sm hover:bg-sunken"
              >
                {/* Browsers and the server may know a country by different names. */}
                <span suppressHydrationWarning>{countryName(code)}</span>
                <X aria-hidden className="size-3.5 text-soft" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <p role="status" className="sr-only">
        {said}
        {open && typed ? ` ${plural(found.length, "country", "countries")} found.` : ""}
      </p>
    </div>
  );
}
