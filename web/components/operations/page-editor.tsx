"use client";

import { ApiError } from "@vaulture/sdk";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { Markdown } from "@/lib/markdown";
import { useForm } from "@/lib/use-form";

interface PageEditorProps {
  slug: "help" | "terms" | "privacy";
  title: string;
  saved: { body: string; version: number };
}

/**
 * Markdown beside what becomes of it. What was typed survives a reload in this tab until it is saved; a version somebody else
 * wrote meanwhile is never overwritten unseen.
 */
export function PageEditor({ slug, title, saved }: PageEditorProps) {
  const router = useRouter();
  const [body, setBody] = useState(saved.body);
  const [version, setVersion] = useState(saved.version);
  const [overtaken, setOvertaken] = useState(false);
  const key = `page:${slug}`;
  const changed = body !== saved.body;

  useEffect(() => {
    const kept = sessionStorage.getItem(key);
    if (kept !== null) setBody(kept);
  }, [key]);

  function type(text: string) {
    setBody(text);
    if (text === saved.body) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  }

  const { pending, problem, submit, fieldError } = useForm(async () => {
    try {
      const written = await api.put("/api/v1/operations/pages/{slug}", {
        path: { slug },
        body: { body, version },
      });
      sessionStorage.removeItem(key);
      setVersion(written.version);
      setOvertaken(false);
      toast("Saved");
      router.refresh();
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "changed_elsewhere")) throw error;
      setOvertaken(true);
    }
    return undefined;
  });

  async function keepMine() {
    const latest = await api.get("/api/v1/site/pages/{slug}", { path: { slug } });
    setVersion(latest.version);
    setOvertaken(false);
    toast("Save again to replace what somebody else wrote");
  }

  async function takeTheirs() {
    const latest = await api.get("/api/v1/site/pages/{slug}", { path: { slug } });
    sessionStorage.removeItem(key);
    setBody(latest.body);
    setVersion(latest.version);
    setOvertaken(false);
    router.refresh();
  }

  return (
    <form method="post" onSubmit={submit} className="grid grid-cols-1 gap-6">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      {overtaken ? (
        <Notice tone="danger" title="Somebody else wrote this page meanwhile">
          <p>What you typed is still here.</p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button size="small" onClick={takeTheirs}>
              Show theirs
            </Button>
            <Button size="small" onClick={keepMine}>
              Keep mine
            </Button>
          </div>
        </Notice>
      ) : null}
      <div className="grid grid-cols-1 gap-6 xl:grid-cols-2">
        <Field
          label="Text"
          name="body"
          hint="Markdown: ## for a heading, - for a list, **bold**, [words](https://…)."
          error={fieldError("body")}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={24}
              value={body}
              maxLength={50_000}
              onChange={(event) => type(event.target.value)}
              className="font-mono text-sm!"
            />
          )}
        </Field>
        <section aria-label="Preview" className="grid content-start gap-1.5">
          <h2 className="text-sm font-medium">Preview</h2>
          <div className="rounded-md border border-line px-5 py-4">
            <p className="mb-4 text-xl font-semibold tracking-tight">{title}</p>
            <Markdown source={body} top={3} />
          </div>
        </section>
      </div>
      <div className="sticky bottom-0 flex flex-wrap items-center gap-4 border-t border-line bg-paper py-4">
        <Button type="submit" variant="primary" aria-busy={pending} aria-disabled={pending || !changed}>
          {pending ? "Saving…" : "Save"}
        </Button>
        {changed ? (
          <Button variant="quiet" onClick={() => type(saved.body)}>
            Undo changes
          </Button>
        ) : null}
        <p role="status" className="text-sm text-soft">
          {changed ? "Not saved yet." : "Everything is saved."}
        </p>
      </div>
    </form>
  );
}
