"use client";

import { Flag } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import type { DialogHandle } from "@/components/ui/dialog";
import { ReportDialog } from "./report-dialog";

/** Brings a post before the operators. */
export function ReportPost({ postId }: { postId: string }) {
  const dialog = useRef<DialogHandle>(null);
  return (
    <>
      <Button variant="quiet" size="small" className="-mr-3 text-soft" onClick={() => dialog.current?.open()}>
        <Flag aria-hidden />
        Report
      </Button>
      <ReportDialog ref={dialog} what="post" id={postId} close={() => dialog.current?.close()} />
    </>
  );
}
