import type { Metadata } from "next";
import { DownloadButton } from "@/components/library/download-button";
import { SwitchAccount } from "@/components/library/switch-account";
import { Message } from "@/components/site/message";
import { buttonStyle } from "@/components/ui/button-style";
import Link from "@/components/ui/link";
import { type Denial, denialOf } from "@/lib/denials";
import { findSession } from "@/lib/session";

export const metadata: Metadata = { title: "Not open to you", robots: { index: false } };

type Props = { searchParams: Promise<{ code?: string | string[]; file?: string | string[] }> };

export default async function DeniedPage({ searchParams }: Props) {
  const { code, file } = await searchParams;
  const session = await findSession();
  const denial = denialOf(typeof code === "string" ? code : "");
  const fileId = typeof file === "string" && /^[\w-]{1,64}$/.test(file) ? file : null;
  return (
    <Message
      title={denial.title}
      actions={<Actions action={denial.action} fileId={fileId} signedIn={session !== null} />}
      note={session ? `You are signed in as ${session.user.email}.` : "You are not signed in."}
    >
      {denial.text}
    </Message>
  );
}

function Actions({
  action,
  fileId,
  signedIn,
}: {
  action: Denial["action"];
  fileId: string | null;
  signedIn: boolean;
}) {
  const primary = buttonStyle({ variant: "primary" });
  const library = (first: boolean) => (
    <Link href="/library" className={first ? primary : buttonStyle()}>
      Go to your library
    </Link>
  );
  const browse = (first: boolean) => (
    <Link href="/" className={first ? primary : buttonStyle()}>
      Browse products
    </Link>
  );
  // Nothing opens for somebody unknown, so that comes first whatever the reason was.
  if (!signedIn || action === "signIn")
    return (
      <>
        {signedIn ? (
          <SwitchAccount primary />
        ) : (
          <Link href="/sign-in?next=%2Flibrary" className={primary}>
            Sign in
          </Link>
        )}
        {browse(false)}
      </>
    );
  if (action === "newLink" && fileId)
    return (
      <div className="flex flex-wrap items-center gap-3">
        <DownloadButton fileId={fileId} fileName="the file again" primary />
        {library(false)}
      </div>
    );
  if (action === "switchAccount")
    return (
      <>
        <SwitchAccount primary />
        {library(false)}
      </>
    );
  if (action === "product" || action === "browse")
    return (
      <>
        {browse(true)}
        {library(false)}
      </>
    );
  return (
    <>
      {library(true)}
      {browse(false)}
    </>
  );
}
