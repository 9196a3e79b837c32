"use client";

import { type FormEvent, useRef, useState } from "react";
import { type Problem, toProblem } from "./problem";

/**
 * Sends a form once at a time: `pending` while it runs, `problem` when it failed. Resolving with
 * "leaving" keeps it pending, for a page that is about to go elsewhere.
 */
export function useForm(send: (data: FormData) => Promise<"leaving" | undefined>) {
  const running = useRef(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (running.current) return;
    running.current = true;
    const form = event.currentTarget;
    setPending(true);
    setProblem(null);
    let leaving = false;
    try {
      leaving = (await send(new FormData(form))) === "leaving";
    } catch (error) {
      const found = toProblem(error);
      setProblem(found);
      focusFirst(form, Object.keys(found.fields));
    }
    if (!leaving) {
      running.current = false;
      setPending(false);
    }
  }

  return { pending, problem, setProblem, submit, fieldError: (name: string) => problem?.fields[name] };
}

/** A text value of a form, trimmed. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === "string" ? value.trim() : "";
}

function focusFirst(form: HTMLFormElement, names: string[]) {
  const first = [...form.elements].find(
    (element) => names.includes(element.getAttribute("name") ?? "") && element instanceof HTMLElement,
  );
  if (first instanceof HTMLElement) first.focus();
}
