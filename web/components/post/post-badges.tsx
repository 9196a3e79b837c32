import type { Post } from "@vaulture/sdk";
import { Pin } from "lucide-react";
import { Amount } from "@/components/ui/amount";
import { Badge } from "@/components/ui/badge";

type Shown = Pick<Post, "visibility" | "price" | "tier" | "pinned" | "status" | "because">;

/** For whom a post is, what it costs, and whether it is out of sight. */
export function PostBadges({ post }: { post: Shown }) {
  const { visibility, price, tier, pinned, status, because } = post;
  return (
    <span className="flex max-w-full min-w-0 flex-wrap items-center gap-2">
      {visibility === "free" ? <Badge tone="good">Free</Badge> : null}
      {visibility === "subscribers" ? <Badge>{tier ? `Members: ${tier.name}` : "Members"}</Badge> : null}
      {because === "purchase" ? (
        <Badge tone="good">Unlocked</Badge>
      ) : visibility === "ppv" && price ? (
        <Badge>
          <Amount price={price} />
        </Badge>
      ) : null}
      {pinned ? (
        <span className="inline-flex items-center gap-1 text-xs text-soft">
          <Pin aria-hidden className="size-3.5" />
          Pinned
        </span>
      ) : null}
      {status === "published" ? null : <PostStatus status={status} />}
    </span>
  );
}

const states = {
  draft: ["neutral", "Draft"],
  scheduled: ["warning", "Scheduled"],
  published: ["good", "Published"],
  archived: ["neutral", "Archived"],
  removed: ["danger", "Taken down"],
} as const;

export function PostStatus({ status }: { status: Post["status"] }) {
  const [tone, word] = states[status];
  return <Badge tone={tone}>{word}</Badge>;
}
