"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { DialogHandle } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser-api";
import { toProblem } from "@/lib/problem";
import { BlockDialog } from "./block-dialog";

interface BlockButtonProps {
  handle: string;
  person: { userId: string; name: string };
}

/** In a list of people: shuts one of them out. */
export function BlockButton({ handle, person }: BlockButtonProps) {
  const router = useRouter();
  const dialog = useRef<DialogHandle>(null);
  return (
    <>
      <Button variant="quiet" size="small" onClick={() => dialog.current?.open()}>
        <span>
          Block<span className="sr-only"> {person.name}</span>
        </span>
      </Button>
      <BlockDialog
        ref={dialog}
        handle={handle}
        person={person}
        close={() => dialog.current?.close()}
        onDone={() => router.refresh()}
      />
    </>
  );
}

/** Lets them in again. */
export function UnblockButton({ handle, person }: BlockButtonProps) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  async function unblock() {
    if (pending) return;
    setPending(true);
    try {
      const path = { handle, userId: person.userId };
      await api.delete("/api/v1/creators/{handle}/blocks/{userId}", { path });
      toast(`${person.name} is no longer blocked`);
      router.refresh();
    } catch (error) {
      toast(toProblem(error).message);
    }
    setPending(false);
  }
  return (
    <Button size="small" onClick={unblock} aria-busy={pending}>
      <span>
        Unblock<span className="sr-only"> {person.name}</span>
      </span>
    </Button>
  );
}
