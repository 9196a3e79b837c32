"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/input";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";
import { type RefusedWords, wordsFieldId } from "@/lib/refused-words";

interface CommentFormProps {
  postId: string;
  replyTo?: { id: string; name: string };
  /** Under which name it will stand. */
  as: string;
  /** What was sent as a plain form and refused: this page is the answer to it. */
  words?: RefusedWords | undefined;
  onWritten: () => Promise<void>;
  onCancel?: () => void;
}

/** One field and one button; Ctrl or ⌘ with Enter sends too. A plain form that does the same by itself without scripts. */
export function CommentForm({ postId, replyTo, as, words, onWritten, onCancel }: CommentFormProps) {
  const own = useId();
  const id = replyTo ? own : wordsFieldId;
  const form = useRef<HTMLFormElement>(null);
  const running = useRef(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState(words?.problem ?? null);
  const [unseen, setUnseen] = useState(false);

  // The address is that of the form until then, which is no page.
  useEffect(() => {
    if (words) history.replaceState(null, "", `/posts/${postId}#comments`);
  }, [words, postId]);

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (running.current) return;
    running.current = true;
    setPending(true);
    setProblem(null);
    setUnseen(false);
    const sent = event.currentTarget;
    try {
      const body = String(new FormData(sent).get("body") ?? "");
      await api.post("/api/v1/posts/{id}/comments", {
        path: { id: postId },
        body: { body, ...(replyTo ? { replyTo: replyTo.id } : {}) },
      });
      sent.querySelector("textarea")!.value = "";
      // What was sent is not to be sent again because it could not be shown.
      await onWritten().catch(() => setUnseen(true));
    } catch (error) {
      setProblem(toProblem(error).message);
      sent.querySelector("textarea")?.focus();
    }
    running.current = false;
    setPending(false);
  }

  return (
    <form
      ref={form}
      method="post"
      // Where the answer is this page again, it opens at the field.
      action={`/api/v1/posts/${postId}/comments${replyTo ? "" : `#${id}`}`}
      onSubmit={send}
      className="grid gap-2"
    >
      {replyTo ? <input type="hidden" name="replyTo" value={replyTo.id} /> : null}
      <label htmlFor={id} className="text-sm font-medium">
        {replyTo ? `Your reply to ${replyTo.name}` : "Your comment"}
      </label>
      <Textarea
        id={id}
        name="body"
        className="scroll-mt-10"
        rows={words ? 8 : replyTo ? 2 : 3}
        maxLength={2000}
        required
        defaultValue={words?.text}
        autoFocus={replyTo !== undefined || words !== undefined}
        aria-describedby={`${id}-as${problem ? ` ${id}-problem` : ""}`}
        aria-invalid={problem ? true : undefined}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) form.current?.requestSubmit();
          if (event.key === "Escape" && event.currentTarget.value === "") onCancel?.();
        }}
      />
      <p id={`${id}-problem`} role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
      <p role="status" className="text-sm text-soft empty:hidden">
        {unseen ? "Sent. Reload the page to see it." : null}
      </p>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p id={`${id}-as`} className="min-w-0 flex-1 truncate text-sm text-soft">
          Commenting as {as}
        </p>
        {onCancel ? (
          <Button size="small" variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
        <Button type="submit" size="small" variant="primary" aria-busy={pending} aria-disabled={pending}>
          {replyTo ? "Reply" : "Comment"}
        </Button>
      </div>
    </form>
  );
}
