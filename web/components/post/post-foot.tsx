import { MessageSquare } from "lucide-react";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import type { PostCardData } from "@/lib/post-card";
import { LikeButton } from "./like-button";

interface PostFootProps {
  post: Pick<PostCardData, "id" | "liked" | "likes" | "comments" | "commentsOpen">;
  signedIn: boolean;
  here: string;
}

/** Under an open post of a list: the like, and the way to what is said. */
export function PostFoot({ post, signedIn, here }: PostFootProps) {
  const { id, comments, commentsOpen } = post;
  return (
    <div className="relative z-10 flex items-center gap-3 justify-self-start">
      <LikeButton post={post} signedIn={signedIn} here={here} />
      {commentsOpen || comments > 0 ? (
        <Link href={`/posts/${id}#comments`} className={buttonStyle({ variant: "quiet", size: "small" })}>
          <MessageSquare aria-hidden />
          <span className="tabular-nums">{comments > 0 ? comments : "Comment"}</span>
          {comments > 0 ? <span className="sr-only">{comments === 1 ? "comment" : "comments"}</span> : null}
        </Link>
      ) : null}
    </div>
  );
}
