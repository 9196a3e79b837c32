"use client";

import type { Comment, CommentThread as Thread } from "@vaulture/sdk";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";
import { CommentForm } from "./comment-form";
import { CommentItem } from "./comment-item";
import { CommentMenu } from "./comment-menu";

interface CommentThreadProps {
  thread: Thread;
  postId: string;
  /** The creator of the post. */
  handle: string;
  /** Under which name the viewer would answer; null where they may not. */
  as: string | null;
  signedIn: boolean;
  canModerate: boolean;
  onChanged: () => Promise<void>;
}

/** A comment with the answers to it, the oldest first. */
export function CommentThread({
  thread,
  postId,
  handle,
  as,
  signedIn,
  canModerate,
  onChanged,
}: CommentThreadProps) {
  const [replying, setReplying] = useState(false);
  const [further, setFurther] = useState<{ items: Comment[]; next: string | null } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const replyButton = useRef<HTMLButtonElement>(null);
  const known = new Set(thread.replies.items.map(({ id }) => id));
  const replies = [...thread.replies.items, ...(further?.items.filter(({ id }) => !known.has(id)) ?? [])];
  const next = further ? further.next : thread.replies.nextCursor;

  async function more(from: string) {
    setProblem(null);
    try {
      const query = { cursor: from, limit: 60 };
      const page = await api.get("/api/v1/comments/{id}/replies", { path: { id: thread.id }, query });
      setFurther({ items: [...(further?.items ?? []), ...page.items], next: page.nextCursor });
    } catch (error) {
      setProblem(toProblem(error).message);
    }
  }

  /** What was loaded behind the first answers is asked for anew, as it may have changed too. */
  async function changed() {
    await onChanged();
    if (further && thread.replies.nextCursor) {
      const query = { cursor: thread.replies.nextCursor, limit: 60 };
      const page = await api.get("/api/v1/comments/{id}/replies", { path: { id: thread.id }, query });
      setFurther({ items: page.items, next: page.nextCursor });
    }
  }

  const close = () => {
    setReplying(false);
    replyButton.current?.focus();
  };
  const menuOf = (comment: Comment) =>
    signedIn ? (
      <CommentMenu comment={comment} handle={handle} canModerate={canModerate} onChanged={changed} />
    ) : null;
  return (
    <>
      <CommentItem comment={thread} menu={menuOf(thread)}>
        {as && thread.author ? (
          <Button
            ref={replyButton}
            variant="quiet"
            size="small"
            className="-ml-3 justify-self-start text-soft"
            aria-expanded={replying}
            onClick={() => setReplying(!replying)}
          >
            Reply<span className="sr-only"> to {thread.author.name}</span>
          </Button>
        ) : null}
      </CommentItem>
      {replies.length > 0 || replying ? (
        <div className="mt-3 ml-4 grid gap-4 border-l border-line pl-4 sm:ml-11">
          {replies.length > 0 ? (
            <ul aria-label="Replies" className="grid gap-4">
              {replies.map((reply) => (
                <li key={reply.id}>
                  <CommentItem comment={reply} menu={menuOf(reply)} />
                </li>
              ))}
            </ul>
          ) : null}
          {next ? (
            <Button size="small" className="justify-self-start" onClick={() => more(next)}>
              More replies
            </Button>
          ) : null}
          <p role="alert" className="text-sm text-danger empty:hidden">
            {problem}
          </p>
          {replying && as && thread.author ? (
            <CommentForm
              postId={postId}
              replyTo={{ id: thread.id, name: thread.author.name }}
              as={as}
              onCancel={close}
              onWritten={async () => {
                await changed();
                close();
              }}
            />
          ) : null}
        </div>
      ) : null}
    </>
  );
}
