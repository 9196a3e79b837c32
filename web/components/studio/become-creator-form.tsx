"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { textOf, useForm } from "@/lib/use-form";
import { useHandleCheck } from "./use-handle-check";

export function BecomeCreatorForm() {
  const [handle, setHandle] = useState("");
  const check = useHandleCheck(handle);
  const { pending, problem, setProblem, submit, fieldError } = useForm(async (data) => {
    // The field says what is wrong already.
    if (check.state === "bad") {
      setProblem({ message: "Look at what is marked.", fields: { handle: check.problem } });
      return undefined;
    }
    const bio = textOf(data, "bio");
    const made = await api.post("/api/v1/creators", {
      body: { handle, displayName: textOf(data, "displayName"), ...(bio ? { bio } : {}) },
    });
    window.location.assign(`/studio/${made.handle}`);
    return "leaving";
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <Field
        label="Name"
        name="displayName"
        hint="Your own, your studio's or your label's."
        error={fieldError("displayName")}
      >
        {(control) => <Input {...control} maxLength={50} required autoComplete="organization" />}
      </Field>
      <Field
        label="Handle"
        name="handle"
        hint={
          <span aria-live="polite">{check.text || `Your storefront's address: /@${handle || "handle"}`}</span>
        }
        error={check.state === "bad" ? check.problem : fieldError("handle")}
      >
        {(control) => (
          <Input
            {...control}
            value={handle}
            onChange={(event) => setHandle(event.target.value.toLowerCase().replaceAll(/[\s-]/g, "_"))}
            minLength={3}
            maxLength={30}
            required
            autoCapitalize="none"
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </Field>
      <Field label="About you" name="bio" optional error={fieldError("bio")}>
        {(control) => <Textarea {...control} maxLength={2000} rows={3} />}
      </Field>
      <Button type="submit" variant="primary" size="large" aria-busy={pending} aria-disabled={pending}>
        {pending ? "Opening…" : "Open my storefront"}
      </Button>
    </form>
  );
}
