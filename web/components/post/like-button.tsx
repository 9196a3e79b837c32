"use client";

import type { Post } from "@vaulture/sdk";
import { Heart } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { useLocale } from "@/components/site/locale";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { api } from "@/lib/browser-api";
import { formatCount } from "@/lib/format";
import { signInPath } from "@/lib/local-path";
import { toProblem } from "@/lib/problem";

interface LikeButtonProps {
  post: Pick<Post, "id" | "liked" | "likes">;
  signedIn: boolean;
  /** The page it stands on: without scripts it is come back to. */
  here: string;
}

/** What was liked since this document was opened: a page that was fetched ahead of that, or is come back to, knows nothing of it. */
const latest = new Map<string, { liked: boolean; likes: number }>();

/** Shows the like at once and takes it back where the server refuses. A plain form that does the same by itself without scripts. */
export function LikeButton({ post, signedIn, here }: LikeButtonProps) {
  const locale = useLocale();
  const running = useRef(false);
  const [state, setState] = useState(() => latest.get(post.id) ?? { liked: post.liked, likes: post.likes });
  const [problem, setProblem] = useState<string | null>(null);
  const look = buttonStyle({ variant: "quiet", size: "small", className: "-ml-3" });
  const inside = (
    <>
      <Heart aria-hidden className={state.liked ? "fill-current text-danger" : ""} />
      {state.likes > 0 ? <span className="sr-only">Like</span> : null}
      <span className="tabular-nums">{state.likes > 0 ? formatCount(state.likes, locale) : "Like"}</span>
    </>
  );
  if (!signedIn)
    return (
      <Link href={signInPath(`/posts/${post.id}`)} className={look}>
        {inside}
      </Link>
    );

  async function toggle(event: FormEvent) {
    event.preventDefault();
    if (running.current) return;
    running.current = true;
    const before = state;
    setProblem(null);
    setState({ liked: !before.liked, likes: before.likes + (before.liked ? -1 : 1) });
    try {
      const call = { path: { id: post.id } };
      const after = await (before.liked
        ? api.delete("/api/v1/posts/{id}/like", call)
        : api.put("/api/v1/posts/{id}/like", call));
      latest.set(post.id, after);
      setState(after);
    } catch (error) {
      setState(before);
      setProblem(toProblem(error).message);
    }
    running.current = false;
  }

  return (
    <form
      method="post"
      action={`/api/v1/posts/${post.id}/like?next=${encodeURIComponent(here)}`}
      onSubmit={toggle}
      className="flex flex-wrap items-center gap-2"
    >
      <input type="hidden" name="like" value={state.liked ? "no" : "yes"} />
      <button type="submit" aria-pressed={state.liked} className={look}>
        {inside}
      </button>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
    </form>
  );
}
