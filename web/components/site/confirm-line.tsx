import Link from "@/components/ui/link";
import { sandboxMail } from "@/lib/config";
import { findSession } from "@/lib/session";

const FIRST_HOUR_MS = 3600 * 1000;

/** Tells who has just signed up that a mail waits for them; after the first hour the account page alone says so. */
export async function ConfirmLine() {
  const user = (await findSession().catch(() => null))?.user;
  if (!user || user.emailVerified || Date.now() - Date.parse(user.createdAt) > FIRST_HOUR_MS) return null;
  return (
    <p className="border-b border-line bg-sunken text-sm text-soft">
      <span className="page block py-2 wrap-anywhere [&_a]:text-ink [&_a]:underline">
        Confirm your address: we sent a link to {user.email}.{" "}
        {sandboxMail ? (
          <Link href="/sandbox/mail">Read it here</Link>
        ) : (
          <Link href="/account">Send it again</Link>
        )}
      </span>
    </p>
  );
}
