"use client";

import { Message } from "@/components/site/message";
import { buttonStyle } from "@/components/ui/button-style";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <Message
      title="This page could not be loaded"
      actions={
        <>
          <button type="button" onClick={retry} className={buttonStyle({ variant: "primary" })}>
            Try again
          </button>
          <button type="button" onClick={() => window.location.assign("/")} className={buttonStyle()}>
            Browse products
          </button>
        </>
      }
      note={digest ? `If it stays so, quote this code: ${digest}` : undefined}
    >
      Something went wrong on our side. Nothing you bought or uploaded is lost.
    </Message>
  );
}
