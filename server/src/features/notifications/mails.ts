import { formatMoney } from "../../lib/money.ts";
import { type ComposedMail, composeMail } from "../mail/index.ts";

/** What of a post everybody may know. Nothing in it is for members, or sold. */
export type PostNews = {
  id: string;
  creatorId: string;
  creator: string;
  title: string;
  teaser: string;
  visibility: "free" | "subscribers" | "ppv";
  price: { amount: number; currency: string } | null;
};
type To = { id: string; email: string; name: string; unsubscribeUrl: string };

/** A new post's title and teaser, the same to all: what only some may read is read on its page, where that is decided. */
export function newPostMail(baseUrl: string, post: PostNews, to: To): ComposedMail {
  const { creator, title, teaser } = post;
  return composeMail({
    kind: "new_post",
    to: to.email,
    userId: to.id,
    subject: title ? `${creator}: ${title}` : `New from ${creator}`,
    preview: teaser || `${creator} has published a new post.`,
    paragraphs: [
      `Hello ${to.name},`,
      ...(teaser ? teaser.split(/\n+/) : [`${creator} has published a new post.`]),
      ...terms(post),
    ],
    action: { label: "Open the post", url: `${baseUrl}/posts/${post.id}` },
    footer: `You get this mail because you follow ${creator}, or are a member.`,
    unsubscribeUrl: to.unsubscribeUrl,
  });
}

function terms({ visibility, price }: PostNews): string[] {
  if (visibility === "subscribers") return ["It is for members."];
  return price ? [`It is sold by itself, for ${formatMoney(price, "en-US")}.`] : [];
}

/** As much of a name, which is anybody's words, stands in a subject. */
const LONGEST_NAME = 40;

type CommentNews = {
  kind: "reply" | "comment";
  author: string;
  authorId: string;
  postId: string;
  title: string;
  commentId: string;
};

/** That somebody answered, or commented; what they said is read on the page. */
export function commentMail(baseUrl: string, news: CommentNews, to: To): ComposedMail {
  const { kind, author, authorId, postId, title, commentId } = news;
  const under = title ? `under “${title}”` : "under a post";
  const name = Array.from(author).slice(0, LONGEST_NAME).join("");
  return composeMail({
    kind,
    to: to.email,
    userId: to.id,
    namesUserId: authorId,
    subject: kind === "reply" ? `${name} replied to you` : `${name} commented on your post`,
    paragraphs: [
      `Hello ${to.name},`,
      kind === "reply" ? `${author} replied to you ${under}.` : `${author} wrote ${under}.`,
    ],
    action: { label: "Read it", url: `${baseUrl}/posts/${postId}?comment=${commentId}#comment-${commentId}` },
    footer:
      kind === "reply"
        ? "You get this mail because you commented."
        : "You get this mail because the post is yours.",
    unsubscribeUrl: to.unsubscribeUrl,
  });
}
