import { ApiError } from "@vaulture/sdk";
import type { Metadata } from "next";
import { AuthPage } from "@/components/account/auth-page";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { noticeKinds } from "@/lib/notification-words";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";

export const metadata: Metadata = {
  title: "Unsubscribe",
  robots: { index: false },
  // The token in the address must not travel on.
  referrer: "no-referrer",
};

type Props = { searchParams: Promise<SearchParams> };

/** Where the link at the foot of a mail leads. Looking ends nothing; the button is a plain form that posts to this very address. */
export default async function UnsubscribePage({ searchParams }: Props) {
  const token = oneParam(await searchParams, "token") ?? "";
  const found = await find(token);
  if (!found)
    return (
      <AuthPage title="This link is not complete">
        <Notice tone="danger">
          Part of the address is missing or changed. Open it from the mail again, or switch mails off on your
          account page.
        </Notice>
        <Settings />
      </AuthPage>
    );
  const { label } = noticeKinds[found.kind];
  if (!found.byMail)
    return (
      <AuthPage title="You are unsubscribed">
        <Notice tone="good" title="No more mails about this">
          {label}. You still find it under Notifications.
        </Notice>
        <Settings />
      </AuthPage>
    );
  return (
    <AuthPage title="Unsubscribe" intro="End mails of this kind to you:">
      <p className="font-medium">{label}</p>
      <form method="post" action={`/unsubscribe?${new URLSearchParams({ token })}`} className="mt-6">
        <Button type="submit" variant="primary" size="large" className="w-full">
          Send me no more
        </Button>
      </form>
      <p className="mt-4 text-sm text-soft">Receipts and mails about your account go on.</p>
    </AuthPage>
  );
}

function Settings() {
  return (
    <Link href="/account#notifications" className={buttonStyle({ className: "mt-5 w-full" })}>
      All my settings
    </Link>
  );
}

async function find(token: string) {
  try {
    return await (await serverApi()).get("/api/v1/unsubscribe", { query: { token } });
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 400)) return null;
    throw error;
  }
}
