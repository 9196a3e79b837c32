"use client";

import { ChevronLeft, Eye, PencilLine } from "lucide-react";
import { SaveState } from "@/components/editor/save-state";
import { PostStatus } from "@/components/post/post-badges";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import type { PostEditing } from "./use-post-editing";
import type { usePostSteps } from "./use-post-steps";

interface PostBarProps {
  editing: PostEditing;
  steps: ReturnType<typeof usePostSteps>;
  /** Whether a draft waits for a time instead of coming out at once. */
  later: boolean;
  /** Files that are not taken up yet. */
  uploading: number;
  previewing: boolean;
  onPreview: () => void;
  onPublish: () => void;
}

/** On telephones all buttons stand in one row. */
const narrow = "max-sm:h-9 max-sm:px-3";

/** Always in sight: what this is, whether it is saved, and the one step that comes next. */
export function PostBar({
  editing,
  steps,
  later,
  uploading,
  previewing,
  onPreview,
  onPublish,
}: PostBarProps) {
  const { studio, view, unsaved, draft } = editing;
  const { busy, problem, go } = steps;
  const { post } = studio;
  const step = (name: Parameters<typeof go>[0], label: string, primary = false) => (
    <Button
      variant={primary ? "primary" : "secondary"}
      className={narrow}
      aria-busy={busy === name}
      onClick={() => void go(name)}
    >
      {busy === name ? "One moment…" : label}
    </Button>
  );
  return (
    <>
      <Link
        href={`/studio/${post.creator.handle}/posts`}
        className="inline-flex items-center gap-1 text-sm text-soft hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4" />
        Posts
      </Link>
      <div className="sticky top-0 z-20 border-b border-line bg-paper py-3 sm:top-16">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-full sm:basis-0">
            <div className="flex min-w-0 items-center gap-3">
              <h1 className="truncate text-lg">{view.state.typed.title?.trim() || "Untitled post"}</h1>
              <PostStatus status={post.status} />
            </div>
            <SaveState editing={editing} />
          </div>
          <div className="flex flex-1 flex-wrap justify-end gap-2 sm:flex-none">
            <Button className={`lg:hidden ${narrow}`} aria-pressed={previewing} onClick={onPreview}>
              {previewing ? <PencilLine aria-hidden /> : <Eye aria-hidden />}
              {previewing ? "Edit" : "Preview"}
            </Button>
            {!draft && unsaved ? step("save", "Save changes", true) : null}
            {post.status === "scheduled" ? step("publishNow", "Publish now") : null}
            {post.status === "published" && !unsaved ? (
              <Link href={`/posts/${post.id}`} className={buttonStyle({ className: narrow })}>
                View post
              </Link>
            ) : null}
            {post.status === "archived" && !unsaved ? step("publish", "Publish again", true) : null}
            {draft ? (
              <Button
                variant="primary"
                className={narrow}
                aria-busy={busy === "publish" || busy === "schedule"}
                onClick={onPublish}
              >
                {busy ? "One moment…" : later ? "Schedule" : "Publish"}
              </Button>
            ) : null}
          </div>
        </div>
      </div>
      {post.status === "scheduled" && studio.publishAt ? (
        <p className="mt-3 text-sm text-soft">
          Comes out <Time at={studio.publishAt} exact />. Until then only you and your team see it.
        </p>
      ) : null}
      {!draft && unsaved && post.status === "published" ? (
        <p className="mt-3 text-sm text-soft">Readers still see the saved text.</p>
      ) : null}
      {post.status === "removed" ? (
        <Notice tone="danger" title="The operators took this post down" className="mt-4">
          {studio.removal ? (
            <>
              <p className="wrap-anywhere">The reason: {studio.removal.reason}</p>
              <p>
                {studio.removal.endsAccess
                  ? "Those who bought it cannot open it either."
                  : "Those who bought it keep it; nobody else sees it."}{" "}
                Only the operators can put it back.
              </p>
            </>
          ) : null}
        </Notice>
      ) : null}
      {uploading > 0 && draft ? (
        <p className="mt-3 text-sm text-soft">
          Files are still on their way. Publish when they have arrived.
        </p>
      ) : null}
      {problem ? (
        <Notice tone="danger" className="mt-4">
          {problem.message} {[problem.fields.body, problem.fields.mediaFileIds].filter(Boolean).join(" ")}
        </Notice>
      ) : null}
    </>
  );
}
