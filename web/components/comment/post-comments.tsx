import type { Post } from "@vaulture/sdk";
import type { RefusedWords } from "@/lib/refused-words";
import { serverApi } from "@/lib/server-api";
import { findSession } from "@/lib/session";
import { CommentSection } from "./comment-section";
import { KeptWords } from "./kept-words";

interface PostCommentsProps {
  post: Post;
  cursor: string | undefined;
  /** The comment that a link leads to. */
  asked: string | undefined;
  /** What the viewer wrote and the server refused, if this page is the answer to that. */
  words: RefusedWords | null;
}

/** The comments of an open post; nothing where there are none and none can be written. */
export async function PostComments({ post, cursor, asked, words }: PostCommentsProps) {
  if (post.locked || (!post.commentsOpen && post.comments === 0 && !post.canEdit))
    return words ? <KeptWords words={words} /> : null;
  const [first, session] = await Promise.all([
    (await serverApi()).get("/api/v1/posts/{id}/comments", {
      path: { id: post.id },
      query: { cursor, first: asked },
    }),
    findSession(),
  ]);
  const as = post.canEdit ? post.creator.displayName : (session?.user.name ?? null);
  return (
    <CommentSection
      key={`${cursor} ${asked}`}
      asked={asked}
      postId={post.id}
      handle={post.creator.handle}
      first={first}
      as={as}
      words={words}
      email={session?.user.email ?? null}
    />
  );
}
