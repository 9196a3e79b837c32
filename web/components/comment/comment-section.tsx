"use client";

import type { CommentThreadPage } from "@vaulture/sdk";
import { type MouseEvent, useState } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { api } from "@/lib/browser-api";
import { signInPath } from "@/lib/local-path";
import { toProblem } from "@/lib/problem";
import type { RefusedWords } from "@/lib/refused-words";
import { CommentForm } from "./comment-form";
import { CommentThread } from "./comment-thread";
import { KeptWords } from "./kept-words";
import { UnprovedAddress } from "./unproved-address";

interface CommentSectionProps {
  postId: string;
  /** The creator of the post. */
  handle: string;
  first: CommentThreadPage;
  /** The comment that a link leads to; its thread stands first. */
  asked: string | undefined;
  /** Under which name the viewer would write; null for a visitor. */
  as: string | null;
  /** Where the mail goes that proves the viewer's address. */
  email: string | null;
  /** What the viewer wrote and the server refused. */
  words: RefusedWords | null;
}

const refusals: Record<string, string> = {
  comments_closed: "Comments are closed.",
  blocked: "The creator has blocked you, so you cannot comment here.",
};

/** What is said under a post, the newest first, and the field to say something. The first page can be read without scripts. */
export function CommentSection({ postId, handle, first, asked, as, email, words }: CommentSectionProps) {
  const [page, setPage] = useState(first);
  const [said, setSaid] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const { canModerate, refusal } = page.viewer;
  const path = { id: postId };

  /** As many as are shown, anew: what changed may have changed more than itself. */
  async function renew() {
    let fresh = await api.get("/api/v1/posts/{id}/comments", { path, query: { first: asked } });
    while (fresh.nextCursor && fresh.items.length < page.items.length) {
      const next = await api.get("/api/v1/posts/{id}/comments", {
        path,
        query: { cursor: fresh.nextCursor, first: asked },
      });
      fresh = { ...next, items: [...fresh.items, ...next.items] };
    }
    setPage(fresh);
  }

  async function more(event: MouseEvent, cursor: string) {
    event.preventDefault();
    setProblem(null);
    try {
      const next = await api.get("/api/v1/posts/{id}/comments", { path, query: { cursor, first: asked } });
      const known = new Set(page.items.map(({ id }) => id));
      setPage({ ...next, items: [...page.items, ...next.items.filter(({ id }) => !known.has(id))] });
      setSaid(`${next.items.length} more comments shown`);
    } catch (error) {
      setProblem(toProblem(error).message);
    }
  }

  return (
    <section id="comments" aria-labelledby="comments-title" className="grid scroll-mt-20 gap-6">
      <h2 id="comments-title" className="text-lg">
        Comments
      </h2>
      {as && !refusal ? (
        <CommentForm
          postId={postId}
          as={as}
          words={words ?? undefined}
          onWritten={async () => {
            await renew();
            setSaid("Your comment stands below");
          }}
        />
      ) : refusal === "sign_in_required" ? (
        <p className="text-sm text-soft">
          <Link href={signInPath(`/posts/${postId}`)} className="underline underline-offset-2">
            Sign in
          </Link>{" "}
          to comment.
        </p>
      ) : refusal === "email_not_verified" ? (
        <UnprovedAddress email={email} />
      ) : refusal ? (
        <p className="text-sm text-soft">{refusals[refusal] ?? "You cannot comment here."}</p>
      ) : null}
      {words && refusal ? <KeptWords words={words} /> : null}
      {page.items.length > 0 ? (
        <ul aria-label="Comments" className="grid gap-6">
          {page.items.map((thread) => (
            <li key={thread.id}>
              <CommentThread
                thread={thread}
                postId={postId}
                handle={handle}
                as={refusal ? null : as}
                signedIn={as !== null}
                canModerate={canModerate}
                onChanged={renew}
              />
            </li>
          ))}
        </ul>
      ) : refusal !== "comments_closed" ? (
        <p className="text-sm text-soft">Nobody has said anything yet.</p>
      ) : null}
      <p role="status" className="sr-only">
        {said}
      </p>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
      {page.nextCursor ? (
        <Link
          href={`/posts/${postId}?comments=${encodeURIComponent(page.nextCursor)}#comments`}
          onClick={(event) => more(event, page.nextCursor!)}
          className={buttonStyle({ className: "justify-self-center" })}
        >
          Older comments
        </Link>
      ) : null}
    </section>
  );
}
