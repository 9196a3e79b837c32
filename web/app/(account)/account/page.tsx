import type { Metadata } from "next";
import { AccountSection } from "@/components/account/account-section";
import { DeleteAccount } from "@/components/account/delete-account";
import { EmailSection } from "@/components/account/email-section";
import { NameForm } from "@/components/account/name-form";
import { NotificationSwitches } from "@/components/account/notification-switches";
import { PasskeySection } from "@/components/account/passkey-section";
import { PasswordForm } from "@/components/account/password-form";
import { SessionList } from "@/components/account/session-list";
import { TwoFactorSection } from "@/components/account/two-factor-section";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { Toaster } from "@/components/ui/toast";
import { siteName } from "@/lib/config";
import { oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "Account", robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default async function AccountPage({ searchParams }: Props) {
  const query = await searchParams;
  const { user, creators, isCreator } = await requireSession("/account");
  const api = await serverApi();
  const [sessions, security, notifications] = await Promise.all([
    api.get("/api/v1/me/sessions"),
    api.get("/api/v1/me/security"),
    api.get("/api/v1/notifications/settings"),
  ]);
  return (
    <div className="mx-auto w-full max-w-[60rem] px-4 pt-8 sm:px-6 sm:pt-12">
      <h1 className="text-xl sm:text-2xl">Account</h1>
      <p className="mt-2 mb-10 text-sm text-soft">
        Since <Time at={user.createdAt} />
      </p>
      <AccountSection id="profile" title="You" intro="Creators see your name when you buy from them.">
        <NameForm name={user.name} />
      </AccountSection>
      <AccountSection id="email" title="E-mail" intro="For signing in, receipts and password resets.">
        <EmailSection email={user.email} verified={user.emailVerified} newEmail={user.newEmail} />
      </AccountSection>
      <AccountSection
        id="notifications"
        title="Notifications"
        intro={
          user.emailVerified
            ? "Receipts and mails about your account are always sent."
            : "Mails about posts and comments come once your address is confirmed. Receipts and mails about your account are always sent."
        }
      >
        <NotificationSwitches
          settings={notifications}
          isCreator={isCreator}
          sent={{ saved: query.saved === "notifications", problem: oneParam(query, "problem") }}
        />
      </AccountSection>
      <AccountSection
        id="password"
        title="Password"
        intro="A new password signs you out in every other browser."
      >
        <PasswordForm email={user.email} />
      </AccountSection>
      <AccountSection
        id="two-factor"
        title="Two-factor sign-in"
        intro="A code from your phone beside the password, so that whoever learns the password stays outside."
      >
        <TwoFactorSection
          enabled={security.twoFactor}
          codesLeft={security.backupCodesLeft}
          siteName={siteName}
          needed={user.needsTwoFactor}
        />
      </AccountSection>
      <AccountSection
        id="passkeys"
        title="Passkeys"
        intro="Sign in with your fingerprint, face or device PIN. A passkey stands for the password and the second step at once."
      >
        <PasskeySection passkeys={security.passkeys} />
      </AccountSection>
      <AccountSection
        id="sessions"
        title="Where you are signed in"
        intro="Is one of them not you? Sign it out and change your password."
      >
        <SessionList sessions={sessions.items} />
        <p className="mt-5 text-sm">
          <Link href="/account/devices" className="underline underline-offset-2">
            See and name your devices
          </Link>
        </p>
      </AccountSection>
      <AccountSection id="selling" title="Selling">
        <div className="grid justify-items-start gap-4">
          <p className="text-sm text-soft">
            {creators.length > 0
              ? `You work on ${creators.map(({ displayName }) => displayName).join(", ")}.`
              : "Sell your own files from this account."}
          </p>
          <Link href="/studio" className={buttonStyle()}>
            {creators.length > 0 ? "Open studio" : "Become a creator"}
          </Link>
        </div>
      </AccountSection>
      <AccountSection
        id="data"
        title="My data"
        intro="Everything stored about you: profile, sessions, purchases, downloads, mails, events, and what you sell."
      >
        <div className="grid justify-items-start gap-2">
          <a href="/api/v1/me/export" download className={buttonStyle()}>
            Download my data
          </a>
          <p className="text-sm text-soft">One JSON file. No passwords or keys are in it.</p>
        </div>
      </AccountSection>
      <AccountSection id="delete" title="Delete my account">
        <DeleteAccount sells={creators.some(({ role }) => role === "owner")} />
      </AccountSection>
      <Toaster />
    </div>
  );
}
