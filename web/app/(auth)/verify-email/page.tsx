import type { Metadata } from "next";
import { AuthPage } from "@/components/account/auth-page";
import { ResendVerification } from "@/components/account/resend-verification";
import { VerifyEmailState } from "@/components/account/verify-email-state";
import { SandboxMailHint } from "@/components/site/sandbox-mail-hint";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { localPath } from "@/lib/local-path";
import { findSession } from "@/lib/session";

export const metadata: Metadata = {
  title: "Confirm your e-mail",
  robots: { index: false },
  referrer: "no-referrer",
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function VerifyEmailPage({ searchParams }: Props) {
  const search = await searchParams;
  const session = await findSession();
  const next = localPath(search.next);
  const email = session?.user.email ?? null;
  if (typeof search.token === "string" || search.error)
    return (
      <AuthPage title="Confirm your e-mail">
        <VerifyEmailState
          token={typeof search.token === "string" && !search.error ? search.token : null}
          next={next}
          email={email}
        />
      </AuthPage>
    );
  if (search.done || session?.user.emailVerified)
    return (
      <AuthPage title="Your e-mail is confirmed">
        <div className="grid gap-5">
          <Notice tone="good">Nothing more to do.</Notice>
          <Link href={next} className={buttonStyle({ variant: "primary", size: "large" })}>
            Continue
          </Link>
        </div>
      </AuthPage>
    );
  return (
    <AuthPage
      title="Look in your mail"
      intro={
        email
          ? `We sent a link to ${email}. Open it to confirm the address.`
          : "We sent a link to the address you gave. If it has an account already, sign in instead."
      }
      footer={
        email ? null : (
          <p>
            <Link href={`/sign-in?next=${encodeURIComponent(next)}`}>Sign in</Link>
          </p>
        )
      }
    >
      <ResendVerification email={email} />
      <SandboxMailHint />
    </AuthPage>
  );
}
