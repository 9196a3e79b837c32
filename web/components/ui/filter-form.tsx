"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useEffect, useRef, useTransition } from "react";

interface FilterFormProps {
  id: string;
  /** The page that lists. */
  action: string;
  /** The address of the view that is shown; what is chosen in the form follows it. */
  href: string;
  /** What lists of choices show in this view, by name; resetting a form forgets that. */
  selected?: Record<string, string>;
  /** Values that mean the same as none, so that one view has one address. */
  defaults?: Record<string, string>;
  label?: string;
  className?: string;
  children: ReactNode;
}

/**
 * A plain GET form whose every choice is sent at once where scripts run. Controls elsewhere on the page belong to it by their
 * `form` attribute; text is sent by Enter. `data-pending` stands on it until the new view is there.
 */
export function FilterForm(props: FilterFormProps) {
  const { id, action, href, selected = {}, defaults = {}, label, className, children } = props;
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const shown = useRef(href);
  const [pending, startTransition] = useTransition();

  useEffect(() => {
    if (shown.current === href) return;
    shown.current = href;
    // Back, a removed filter or a link changed the view: the boxes say so, without losing the focus.
    form.current?.reset();
    for (const control of form.current?.elements ?? [])
      if (control instanceof HTMLSelectElement) control.value = selected[control.name] ?? "";
  }, [href, selected]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const search = new URLSearchParams();
    for (const [name, value] of new FormData(event.currentTarget))
      if (typeof value === "string" && value.trim() !== "" && value !== defaults[name])
        search.append(name, value.trim());
    const { submitter } = event.nativeEvent as SubmitEvent;
    submitter?.closest<HTMLElement>("[popover]")?.hidePopover();
    const wanted = search.size > 0 ? `${action}?${search}` : action;
    if (!sameView(wanted, href)) startTransition(() => router.push(wanted, { scroll: false }));
  }

  return (
    <form
      ref={form}
      id={id}
      action={action}
      role={label ? "search" : undefined}
      aria-label={label}
      autoComplete="off"
      data-pending={pending || undefined}
      onSubmit={submit}
      onChange={(event) => {
        const { target } = event;
        if (target instanceof HTMLInputElement && !/^(radio|checkbox)$/.test(target.type)) return;
        event.currentTarget.requestSubmit();
      }}
      className={className}
    >
      {children}
    </form>
  );
}

function sameView(a: string, b: string): boolean {
  const parts = (href: string) => href.split(/[?&]/).sort().join("&");
  return parts(a) === parts(b);
}
