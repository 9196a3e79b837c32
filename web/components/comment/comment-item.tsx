"use client";

import type { Comment } from "@vaulture/sdk";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";

/** What somebody said, with what can be done about it beside and below. */
export function CommentItem({
  comment,
  menu,
  children,
}: {
  comment: Comment;
  menu?: ReactNode;
  children?: ReactNode;
}) {
  const { author, body, createdAt, hidden } = comment;
  if (!author || body === null) return <p className="text-sm text-soft italic">This comment was deleted.</p>;
  return (
    <article
      id={`comment-${comment.id}`}
      aria-label={`Comment by ${author.name}`}
      className="grid scroll-mt-24 grid-cols-[auto_minmax(0,1fr)] gap-x-3"
    >
      <Avatar name={author.name} url={author.avatarUrl} />
      <div className="grid gap-1">
        <header className="flex min-h-8 items-center gap-2 text-sm">
          <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium wrap-anywhere">{author.name}</span>
            {author.isCreator ? <Badge tone="good">Creator</Badge> : null}
            {hidden ? <Badge tone="warning">Hidden</Badge> : null}
            <Time at={createdAt} className="text-soft" />
          </p>
          {menu}
        </header>
        <p className={`measure whitespace-pre-line wrap-anywhere ${hidden ? "text-soft" : ""}`}>{body}</p>
        {hidden ? <p className="text-sm text-soft">Only its author and you see it.</p> : null}
        {children}
      </div>
    </article>
  );
}
