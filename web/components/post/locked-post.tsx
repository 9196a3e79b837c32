import type { Post } from "@vaulture/sdk";
import { lockedBecause } from "@/lib/post-words";
import { HiddenMedia } from "./hidden-media";
import { OpenIt } from "./open-it";

interface LockedPostProps {
  post: Post;
  signedIn: boolean;
}

/** What everybody may see of a locked post: how much there is, why it is closed, and the one thing that opens it. */
export function LockedPost({ post, signedIn }: LockedPostProps) {
  return (
    <div className="grid gap-6">
      {post.media.length > 0 ? <HiddenMedia media={post.media} /> : null}
      <section
        aria-label="How to open it"
        className="grid justify-items-start gap-4 rounded-lg border border-line bg-raised p-5 sm:p-6"
      >
        <p className="font-medium">{lockedBecause(post)}</p>
        <OpenIt post={post} signedIn={signedIn} />
      </section>
    </div>
  );
}
