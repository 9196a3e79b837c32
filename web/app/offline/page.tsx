import type { Metadata } from "next";
import { Message } from "@/components/site/message";
import { buttonStyle } from "@/components/ui/button-style";

export const metadata: Metadata = { title: "No connection", robots: { index: false } };

/** Kept by the service worker and shown at any address while there is no network, so it names none and needs no script. */
export default function OfflinePage() {
  return (
    <div data-offline>
      <Message
        title="There is no connection"
        actions={
          // biome-ignore lint/a11y/useValidAnchor: an empty address is the one that was asked for
          <a href="" className={buttonStyle({ variant: "primary" })}>
            Try again
          </a>
        }
        note="If only this site does not answer, it may be down for a moment."
      >
        The page you opened could not be reached. What you downloaded is on your device, and an upload goes on
        where it stopped once you are back.
      </Message>
    </div>
  );
}
