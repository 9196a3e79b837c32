import type { PostStatus } from "./schemas.ts";

/** A post that is published for later is scheduled. */
export function statusOf(
  row: { status: Exclude<PostStatus, "scheduled">; published_at: Date | null },
  now: Date,
): PostStatus {
  return row.status === "published" && row.published_at! > now ? "scheduled" : row.status;
}
