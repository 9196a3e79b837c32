import type { Metadata } from "next";
import { notFound } from "next/navigation";
import NotFound from "@/app/not-found";
import { MailBody } from "@/components/operations/mail-body";
import { Facts } from "@/components/operations/operations-page";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { sandboxMail } from "@/lib/config";
import { foundPage } from "@/lib/found";
import { orNotFound } from "@/lib/or-not-found";
import { serverApi } from "@/lib/server-api";
import { requireSession } from "@/lib/session";

export const metadata: Metadata = { title: "A mail", robots: { index: false } };

export default foundPage(SandboxOneMailPage, NotFound);

async function SandboxOneMailPage({ params }: { params: Promise<{ id: string }> }) {
  if (!sandboxMail) notFound();
  const { id } = await params;
  await requireSession("/sandbox/mail");
  const mail = await orNotFound((await serverApi()).get("/api/v1/mails/{id}", { path: { id } }));
  return (
    <div className="page grid grid-cols-1 gap-8 pt-10">
      <header className="grid gap-2">
        <Link href="/sandbox/mail" className="justify-self-start text-sm text-soft hover:text-ink">
          Your mail
        </Link>
        <h1 className="text-xl break-words">{mail.subject}</h1>
      </header>
      <Facts
        facts={[
          ["To", mail.to],
          ["Written", <Time key="written" at={mail.createdAt} exact />],
        ]}
      />
      <MailBody
        html={mail.hasHtml ? `/api/v1/mails/${mail.id}/html` : null}
        subject={mail.subject}
        text={mail.text ?? ""}
      />
    </div>
  );
}
