import { MailOpen } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import NotFound from "@/app/not-found";
import { MailList } from "@/components/operations/mail-list";
import { Message } from "@/components/site/message";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import Link from "@/components/ui/link";
import { ShowMore } from "@/components/ui/show-more";
import { sandboxMail } from "@/lib/config";
import { foundPage } from "@/lib/found";
import { signInPath } from "@/lib/local-path";
import { nextPage, oneParam, type SearchParams } from "@/lib/search-params";
import { serverApi } from "@/lib/server-api";
import { findSession } from "@/lib/session";

export const metadata: Metadata = { title: "Your mail", robots: { index: false } };

const here = "/sandbox/mail";

export default foundPage(SandboxMailPage, NotFound);

async function SandboxMailPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  if (!sandboxMail) notFound();
  const session = await findSession();
  if (!session)
    return (
      <Message
        title="Sign in to read your mail"
        actions={
          <Link href={signInPath(here)} className={buttonStyle({ variant: "primary" })}>
            Sign in
          </Link>
        }
      >
        This is a test installation: no mail leaves it. Whoever is signed in reads the mails to their own
        address here, an operator reads all.
      </Message>
    );
  const page = await (await serverApi()).get("/api/v1/mails", {
    query: { cursor: oneParam(await searchParams, "cursor") },
  });
  return (
    <div className="page grid grid-cols-1 gap-8 pt-10">
      <header className="grid gap-2">
        <h1 className="text-xl sm:text-2xl">{session.user.isOperator ? "All mail" : "Your mail"}</h1>
        <p className="measure text-sm text-soft">
          This is a test installation: mail is kept here instead of being sent.{" "}
          {session.user.isOperator
            ? "As an operator you see the mails to everybody."
            : `These went to ${session.user.email}.`}
        </p>
      </header>
      {page.items.length > 0 ? (
        <MailList mails={page.items} base={here} />
      ) : (
        <EmptyState icon={MailOpen} title="No mail yet">
          Receipts, confirmations and password resets appear here at once.
        </EmptyState>
      )}
      <ShowMore href={nextPage(here, {}, page.nextCursor)} label="Older mail" />
    </div>
  );
}
