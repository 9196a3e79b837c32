"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/browser-api";
import { plural } from "@/lib/format";
import { toProblem } from "@/lib/problem";
import type { PostEditing } from "./use-post-editing";
import type { usePostSteps } from "./use-post-steps";

interface PostLifeProps {
  editing: PostEditing;
  steps: ReturnType<typeof usePostSteps>;
}

/** The ways back: to a draft, to the archive, and away for good, each after saying what becomes of readers. */
export function PostLife({ editing, steps: { busy, go } }: PostLifeProps) {
  const { studio } = editing;
  const { status } = studio.post;
  const out = status === "published" || status === "scheduled";
  const archive = useRef<DialogHandle>(null);
  if (status === "removed") return null;
  return (
    <section aria-labelledby="life-heading" className="grid gap-4">
      <h2 id="life-heading" className="text-lg">
        More
      </h2>
      <div className="flex flex-wrap gap-3">
        {status === "draft" || studio.buyers > 0 ? null : (
          <Button onClick={() => void go("draft")} aria-busy={busy === "draft"}>
            Back to a draft
          </Button>
        )}
        {out ? <Button onClick={() => archive.current?.open()}>Archive</Button> : null}
        <DeletePost editing={editing} />
      </div>
      {studio.buyers > 0 ? (
        <p className="text-sm text-soft">
          {plural(studio.buyers, "person", "people")} bought it, so it cannot go back to a draft or be
          deleted. In the archive it stays open to whoever paid.
        </p>
      ) : null}
      <Dialog ref={archive} title="Archive this post?">
        <p className="text-sm text-soft">
          It goes out of sight for everybody
          {studio.buyers > 0 ? `, but for ${plural(studio.buyers, "person", "people")} who bought it` : ""}.
          You can publish it again.
        </p>
        <div className="mt-6 flex justify-end gap-3">
          <Button onClick={() => archive.current?.close()}>Keep it</Button>
          <Button
            variant="primary"
            data-autofocus
            aria-busy={busy === "archive"}
            onClick={() => void go("archive").then(() => archive.current?.close())}
          >
            Archive
          </Button>
        </div>
      </Dialog>
    </section>
  );
}

function DeletePost({ editing }: { editing: PostEditing }) {
  const { post, buyers } = editing.studio;
  const dialog = useRef<DialogHandle>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function remove() {
    setProblem(null);
    try {
      await api.delete("/api/v1/posts/{id}", { path: { id: post.id } });
      // What is typed goes with it.
      editing.autosave.drop();
      window.location.assign(`/studio/${post.creator.handle}/posts`);
    } catch (error) {
      setProblem(toProblem(error).message);
    }
  }

  // What somebody has paid for is archived instead.
  if (buyers > 0) return null;
  return (
    <>
      <Button variant="danger" onClick={() => dialog.current?.open()}>
        Delete
      </Button>
      <Dialog ref={dialog} title="Delete this post?">
        <p className="text-sm text-soft">
          Its text, likes and comments are gone for good. Its files stay in your storage.
        </p>
        {problem ? (
          <Notice tone="danger" className="mt-4">
            {problem}
          </Notice>
        ) : null}
        <div className="mt-6 flex justify-end gap-3">
          <Button onClick={() => dialog.current?.close()}>Keep it</Button>
          <Button variant="danger" onClick={() => void remove()}>
            Delete
          </Button>
        </div>
      </Dialog>
    </>
  );
}
