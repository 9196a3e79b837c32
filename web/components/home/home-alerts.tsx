import type { StudioHome } from "@vaulture/sdk";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { plural } from "@/lib/format";

/** What needs attention now; nothing when all is well. */
export function HomeAlerts({ alerts, handle }: { alerts: StudioHome["alerts"]; handle: string }) {
  const { suspended, openDisputes, failedUploads, emailUnconfirmed } = alerts;
  if (!suspended && !emailUnconfirmed && openDisputes + failedUploads === 0) return null;
  return (
    <div className="grid gap-3">
      {suspended ? (
        <Notice tone="danger" title="Your shop is suspended">
          Your storefront is hidden and buyers cannot download for now. Write to whoever runs this place to
          clear it up.
        </Notice>
      ) : null}
      {openDisputes > 0 ? (
        <Notice
          tone="warning"
          title={openDisputes === 1 ? "A payment is disputed" : `${openDisputes} payments are disputed`}
        >
          The bank holds the money until it decides, and the files are closed.{" "}
          <Link href={`/studio/${handle}/sales?status=disputed`}>See which</Link>
        </Notice>
      ) : null}
      {failedUploads > 0 ? (
        <Notice tone="warning" title={`${plural(failedUploads, "upload")} failed this week`}>
          Nothing is lost on your side: upload the same file again.{" "}
          <Link href={`/studio/${handle}/products`}>Go to products</Link>
        </Notice>
      ) : null}
      {emailUnconfirmed ? (
        <Notice title="Confirm your e-mail address">
          Without it you cannot get back in when you forget your password.{" "}
          <Link href="/account">Send the link again</Link>
        </Notice>
      ) : null}
    </div>
  );
}
