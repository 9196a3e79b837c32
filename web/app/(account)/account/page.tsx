import type { Metadata } from "next";
import { NameForm } from "@/components/account/name-form";
import { PasswordForm } from "@/components/account/password-form";
import { ResendVerification } from "@/components/account/resend-verification";
import { SessionList } from "@/components/account/session-list";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { Toaster } from "@/components/ui/toast";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Account", robots: { index: false } };

export default async function AccountPage() {
  const { user, creators } = await requireSession("/account");
  return (
    <div className="mx-auto grid w-full max-w-[40rem] grid-cols-1 gap-12 px-4 pt-8 sm:pt-12">
      <div>
        <h1 className="text-xl sm:text-2xl">Account</h1>
        <p className="mt-2 text-sm text-soft">
          Since <Time at={user.createdAt} />
        </p>
      </div>
      <section aria-labelledby="profile" className="grid gap-5">
        <h2 id="profile" className="text-lg">
          You
        </h2>
        <NameForm name={user.name} />
        <div className="grid gap-1.5 text-sm">
          <p className="font-medium">E-mail</p>
          <p className="flex flex-wrap items-center gap-3">
            {user.email}
            {user.emailVerified ? (
              <Badge tone="good">Confirmed</Badge>
            ) : (
              <Badge tone="warning">Not confirmed</Badge>
            )}
          </p>
        </div>
        {user.emailVerified ? null : <ResendVerification email={user.email} />}
      </section>
      <section aria-labelledby="password" className="grid gap-5">
        <h2 id="password" className="text-lg">
          Password
        </h2>
        <PasswordForm email={user.email} />
      </section>
      <section aria-labelledby="sessions" className="grid gap-5">
        <h2 id="sessions" className="text-lg">
          Where you are signed in
        </h2>
        <SessionList />
      </section>
      <section aria-labelledby="selling" className="grid justify-items-start gap-4">
        <h2 id="selling" className="text-lg">
          Selling
        </h2>
        <p className="text-sm text-soft">
          {creators.length > 0
            ? `You work on ${creators.map(({ displayName }) => displayName).join(", ")}.`
            : "Sell your own files from this account."}
        </p>
        <Link href="/studio" className={buttonStyle()}>
          {creators.length > 0 ? "Open studio" : "Become a creator"}
        </Link>
      </section>
      <Toaster />
    </div>
  );
}
