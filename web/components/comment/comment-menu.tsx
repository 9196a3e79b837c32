"use client";

import type { Comment } from "@vaulture/sdk";
import { Ellipsis, Eye, EyeOff, Flag, Trash2, UserX } from "lucide-react";
import { useRef, useState } from "react";
import { BlockDialog } from "@/components/people/block-dialog";
import { ReportDialog } from "@/components/people/report-dialog";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";
import { Dropdown, DropdownItem } from "@/components/ui/dropdown";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";
import { useForm } from "@/lib/use-form";

interface CommentMenuProps {
  comment: Comment;
  /** The creator of the post. */
  handle: string;
  canModerate: boolean;
  onChanged: () => Promise<void>;
}

/** What can be done about a comment: by its author, by the creator's people, and by everybody else. */
export function CommentMenu({ comment, handle, canModerate, onChanged }: CommentMenuProps) {
  const { id, mine, hidden } = comment;
  const deleting = useRef<DialogHandle>(null);
  const reporting = useRef<DialogHandle>(null);
  const blocking = useRef<DialogHandle>(null);
  const userId = comment.author?.userId ?? null;
  const [busy, setBusy] = useState(false);
  const name = comment.author?.name ?? "";

  async function hide() {
    setBusy(true);
    try {
      const call = { path: { id } };
      await (hidden
        ? api.post("/api/v1/comments/{id}/unhide", call)
        : api.post("/api/v1/comments/{id}/hide", call));
      await onChanged();
    } catch (error) {
      toast(toProblem(error).message);
    }
    setBusy(false);
  }

  return (
    <>
      <Dropdown
        trigger={
          <Button
            variant="quiet"
            size="iconSmall"
            aria-label={`About the comment by ${name}`}
            aria-busy={busy}
          >
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {canModerate && !mine ? (
          <DropdownItem onSelect={hide}>
            {hidden ? <Eye aria-hidden /> : <EyeOff aria-hidden />}
            {hidden ? "Show again" : "Hide"}
          </DropdownItem>
        ) : null}
        {mine ? null : (
          <DropdownItem onSelect={() => reporting.current?.open()}>
            <Flag aria-hidden />
            Report
          </DropdownItem>
        )}
        {userId && !mine ? (
          <DropdownItem onSelect={() => blocking.current?.open()}>
            <UserX aria-hidden />
            Block {name}
          </DropdownItem>
        ) : null}
        {mine || canModerate ? (
          <DropdownItem danger onSelect={() => deleting.current?.open()}>
            <Trash2 aria-hidden />
            Delete
          </DropdownItem>
        ) : null}
      </Dropdown>
      <ReportDialog ref={reporting} what="comment" id={id} close={() => reporting.current?.close()} />
      {userId ? (
        <BlockDialog
          ref={blocking}
          handle={handle}
          person={{ userId, name }}
          close={() => blocking.current?.close()}
          onDone={onChanged}
        />
      ) : null}
      <Dialog ref={deleting} title="Delete this comment?">
        <DeleteForm id={id} onDone={onChanged} close={() => deleting.current?.close()} />
      </Dialog>
    </>
  );
}

function DeleteForm({ id, onDone, close }: { id: string; onDone: () => Promise<void>; close: () => void }) {
  const { pending, problem, submit } = useForm(async () => {
    await api.delete("/api/v1/comments/{id}", { path: { id } });
    toast("Deleted");
    close();
    await onDone();
    return undefined;
  });
  return (
    <form method="post" onSubmit={submit} className="grid gap-5">
      {problem ? <Notice tone="danger">{problem.message}</Notice> : null}
      <p className="text-sm text-soft">Its words are gone for good. Replies to it stay.</p>
      <div className="flex justify-end gap-3">
        <Button onClick={close} data-autofocus>
          Keep it
        </Button>
        <Button type="submit" variant="danger" aria-busy={pending} aria-disabled={pending}>
          Delete
        </Button>
      </div>
    </form>
  );
}
