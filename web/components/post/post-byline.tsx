import type { Post } from "@vaulture/sdk";
import { Byline } from "@/components/creator/byline";
import { Time } from "@/components/ui/time";

/** Who wrote it and when. */
export function PostByline({
  post: { creator, publishedAt },
}: {
  post: Pick<Post, "creator" | "publishedAt">;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <Byline creator={creator} />
      {publishedAt ? <Time at={publishedAt} className="text-soft" /> : null}
    </div>
  );
}
