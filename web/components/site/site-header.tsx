import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { brandLogoUrl, siteName } from "@/lib/config";
import { findSession } from "@/lib/session";
import { AccountMenu } from "./account-menu";
import { SearchBox } from "./search-box";
import { SignInLink } from "./sign-in-link";

export async function SiteHeader() {
  // A header that cannot ask who is there still leads everywhere; the page below says what is wrong.
  const session = await findSession().catch(() => null);
  return (
    // Whose page this is, for signing in again in place (lib/ensure-signed-in.ts).
    <header data-account={session?.user.email} className="top-0 z-30 border-b border-line bg-paper sm:sticky">
      <div className="page flex min-h-16 flex-wrap items-center gap-x-4 gap-y-2 py-2 sm:flex-nowrap">
        <Link href="/" className="flex items-center gap-2 rounded-sm font-semibold tracking-tight">
          {brandLogoUrl ? <img src={brandLogoUrl} alt="" className="h-6 w-auto" /> : <Mark />}
          {siteName}
        </Link>
        <SearchBox />
        <nav aria-label="Account" className="ml-auto flex items-center gap-1 sm:ml-0">
          {session ? (
            <>
              <Link href="/feed" className={buttonStyle({ variant: "quiet", className: "max-sm:hidden" })}>
                Feed
              </Link>
              <Link href="/library" className={buttonStyle({ variant: "quiet" })}>
                Library
              </Link>
              <AccountMenu
                name={session.user.name}
                email={session.user.email}
                avatarUrl={session.creators[0]?.avatarUrl ?? null}
                isCreator={session.isCreator}
                isOperator={session.user.isOperator}
                unread={session.unreadNotifications}
              />
            </>
          ) : (
            <>
              <SignInLink to="/sign-in" className={buttonStyle({ variant: "quiet" })}>
                Sign in
              </SignInLink>
              <SignInLink to="/sign-up" className={buttonStyle({ variant: "secondary" })}>
                Sign up
              </SignInLink>
            </>
          )}
        </nav>
      </div>
    </header>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 24 24" className="size-6" aria-hidden="true">
      <path d="M2 4h6l4 10 4-10h6l-8 17h-4z" fill="currentColor" />
    </svg>
  );
}
