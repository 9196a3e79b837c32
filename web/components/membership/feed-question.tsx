"use client";

import { type Ref, useImperativeHandle, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogHandle } from "@/components/ui/dialog";

type Asked = "renew" | "end";
export type FeedQuestionHandle = { ask: (asked: Asked) => void };

const words: Record<Asked, { title: string; means: string; yes: string }> = {
  renew: {
    title: "Make a new address?",
    means: "The one you have stops working at once, in every reader that uses it.",
    yes: "Make a new one",
  },
  end: {
    title: "End this feed?",
    means: "Its address stops working at once, in every reader that uses it. Your membership stays as it is.",
    yes: "End it",
  },
};

/** Asks before an address is lost that readers may be using. */
export function FeedQuestion({
  ref,
  onSure,
}: {
  ref: Ref<FeedQuestionHandle>;
  onSure: Record<Asked, () => void>;
}) {
  const dialog = useRef<DialogHandle>(null);
  const [asked, setAsked] = useState<Asked>("renew");
  useImperativeHandle(
    ref,
    () => ({
      ask(next) {
        setAsked(next);
        dialog.current?.open();
      },
    }),
    [],
  );
  const { title, means, yes } = words[asked];
  return (
    <Dialog ref={dialog} title={title}>
      <p className="text-sm text-soft">{means}</p>
      <div className="mt-5 flex justify-end gap-3">
        <Button onClick={() => dialog.current?.close()} data-autofocus>
          Keep it
        </Button>
        <Button
          variant={asked === "end" ? "danger" : "primary"}
          onClick={() => {
            dialog.current?.close();
            onSure[asked]();
          }}
        >
          {yes}
        </Button>
      </div>
    </Dialog>
  );
}
