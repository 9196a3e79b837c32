import { type AtomEntry, writeAtom } from "../../lib/atom.ts";
import type { PostText } from "../posts/index.ts";

type Feed = {
  baseUrl: string;
  creator: { id: string; handle: string; displayName: string; createdAt: Date };
  posts: PostText[];
  /** Of one member: it does not say where it is read. */
  private: boolean;
};

/**
 * An Atom feed of posts. It carries words and the way to the page, never media nor a link to them: those are for who asks from their
 * own browser, and a feed reader hands on what it reads.
 */
export function writePostsFeed({ baseUrl, creator, posts, private: isPrivate }: Feed): string {
  const { displayName, handle } = creator;
  const pagePath = `/@${handle}/posts`;
  return writeAtom({
    baseUrl,
    id: isPrivate ? `urn:uuid:${creator.id}` : `${baseUrl}/@${handle}/posts.xml`,
    path: isPrivate ? null : `/@${handle}/posts.xml`,
    pagePath,
    title: isPrivate ? `${displayName}, for members` : `Posts by ${displayName}`,
    subtitle: isPrivate
      ? "What your membership opens. This feed is yours alone: keep its address to yourself."
      : `What ${displayName} writes for everybody.`,
    updatedAt: posts[0]?.updatedAt ?? creator.createdAt.toISOString(),
    entries: posts.map((post) => entryOf(post, { name: displayName, path: `/@${handle}` })),
  });
}

function entryOf(post: PostText, author: AtomEntry["author"]): AtomEntry {
  const { id, title, teaser, body, publishedAt, updatedAt } = post;
  return {
    id: `urn:uuid:${id}`,
    path: `/posts/${id}`,
    title: title || `A post by ${author.name}`,
    publishedAt,
    updatedAt,
    author,
    summary: [teaser, ...(body === null ? [LOCKED[post.visibility]] : [])].filter(Boolean).join("\n\n"),
    content: body === null ? undefined : [body, mediaLine(post.mediaCount)].filter(Boolean).join("\n\n"),
  };
}

const LOCKED = {
  free: "Sign in to read it.",
  subscribers: "For members of a higher tier.",
  ppv: "Sold by itself.",
};

function mediaLine(count: number): string {
  if (count === 0) return "";
  return count === 1 ? "With a picture, film or file: open the post." : `With ${count} media: open the post.`;
}
