import { notFound } from "next/navigation";
import { cache } from "react";
import NotFound from "@/app/not-found";
import { KeptWords } from "@/components/comment/kept-words";
import { PostComments } from "@/components/comment/post-comments";
import { AgeNotice } from "@/components/creator/age-notice";
import { FollowButton } from "@/components/creator/follow-button";
import { ReportPost } from "@/components/people/report-post";
import { LikeButton } from "@/components/post/like-button";
import { PostView } from "@/components/post/post-view";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Toaster } from "@/components/ui/toast";
import { behindAgeNotice } from "@/lib/adult-content";
import { foundMetadata, foundPage } from "@/lib/found";
import { orNotFound } from "@/lib/or-not-found";
import { postMetadata } from "@/lib/page-metadata";
import { sentenceOf } from "@/lib/problem";
import { refusedWords } from "@/lib/refused-words";
import { isId, oneId, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { findSession } from "@/lib/session";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

/** The form asks for some text by itself. */
const TOO_LONG = "A comment has at most 2,000 characters. Shorten yours, then send it again.";

const getPost = cache(async (id: string) => {
  if (!isId(id)) notFound();
  return orNotFound((await serverApi()).get("/api/v1/posts/{id}/card", { path: { id } }));
});

export const generateMetadata = foundMetadata(async ({ params }: Props) => {
  return postMetadata(await getPost((await params).id));
});

export default foundPage(PostPage, NoSuchPost);

async function PostPage({ params, searchParams }: Props) {
  const [post, session] = await Promise.all([getPost((await params).id), findSession()]);
  const asked = await behindAgeNotice(post.creator);
  if (asked) return <AgeNotice creator={post.creator} next={asked} />;
  const query = await searchParams;
  const problem = oneParam(query, "problem");
  const text = refusedWords();
  const said = problem && (text && problem === "invalid_input" ? TOO_LONG : sentenceOf(problem));
  const unlocked = post.because === "purchase" ? oneId(query, "unlocked") : undefined;
  const words = text ? { text, problem: said ?? "It was not sent." } : null;
  const runsIt = session?.creators.some(({ id }) => id === post.creator.id) ?? false;
  const mayReport = session !== null && !runsIt;
  return (
    <div className="mx-auto w-full max-w-[44rem] px-4 pt-8 pb-16 sm:px-6 sm:pt-12">
      {said && !words ? (
        <Notice tone="danger" className="mb-6">
          {said}
        </Notice>
      ) : null}
      {/* Always there: what appears in it later is read out. */}
      <div role="status">
        {unlocked ? (
          <div className="mb-6 rounded-md bg-accent-wash px-4 py-3 text-sm">
            Unlocked. The receipt is in your mail.{" "}
            <Link href={`/purchases/${unlocked}`} className="underline">
              See your order
            </Link>
          </div>
        ) : null}
      </div>
      <PostView
        post={post}
        signedIn={session !== null}
        actions={
          post.canEdit ? (
            <Link
              href={`/studio/${post.creator.handle}/posts/${post.id}`}
              className={buttonStyle({ size: "small" })}
            >
              Edit
            </Link>
          ) : runsIt ? null : (
            <FollowButton
              creator={post.creator}
              followed={post.creator.followed}
              signedIn={session !== null}
              here={`/posts/${post.id}`}
              size="small"
            />
          )
        }
      />
      {post.locked && !mayReport ? null : (
        <div
          className={`mt-6 mb-10 flex items-center justify-between gap-3 ${post.locked ? "" : "border-b border-line pb-4"}`}
        >
          {post.locked ? (
            <span />
          ) : (
            <LikeButton post={post} signedIn={session !== null} here={`/posts/${post.id}`} />
          )}
          {mayReport ? <ReportPost postId={post.id} /> : null}
        </div>
      )}
      <PostComments
        post={post}
        cursor={oneParam(query, "comments")}
        asked={oneId(query, "comment")}
        words={words}
      />
      <Toaster />
    </div>
  );
}

/** What was written under a post that is gone meanwhile is not gone with it. */
function NoSuchPost() {
  const text = refusedWords();
  return (
    <>
      <NotFound />
      {text ? (
        <div className="mx-auto w-full max-w-[44rem] px-4 pb-16 sm:px-6">
          <KeptWords words={{ text, problem: "This post is no longer there." }} />
        </div>
      ) : null}
    </>
  );
}
