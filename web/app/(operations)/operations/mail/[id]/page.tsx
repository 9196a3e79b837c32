import { cache } from "react";
import NotFound from "@/app/not-found";
import { MailBody } from "@/components/operations/mail-body";
import { Facts, OperationsPage } from "@/components/operations/operations-page";
import { ReasonButton } from "@/components/operations/reason-button";
import { MailState } from "@/components/operations/state-badges";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { foundMetadata, foundPage } from "@/lib/found";
import { orNotFound } from "@/lib/or-not-found";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

type Props = { params: Promise<{ id: string }> };

const getMail = cache(async (id: string) => {
  await requireOperator(`/operations/mail/${id}`);
  return orNotFound((await serverApi()).get("/api/v1/operations/mails/{id}", { path: { id } }));
});

export const generateMetadata = foundMetadata(async ({ params }: Props) => {
  return { title: (await getMail((await params).id)).subject };
});

export default foundPage(OneMailPage, NotFound);

async function OneMailPage({ params }: Props) {
  const mail = await getMail((await params).id);
  return (
    <OperationsPage
      title={mail.subject}
      back={["/operations/mail", "Mail"]}
      state={<MailState state={mail.state} />}
      actions={
        <ReasonButton
          id={mail.id}
          act="mails/{id}/resend"
          verb="Send again"
          what={mail.subject}
          done="On its way"
        >
          {mail.sentAt ? `A copy goes to ${mail.to}.` : `It goes to ${mail.to} now.`}
        </ReasonButton>
      }
    >
      {mail.error ? (
        <Notice tone="danger" title="The mail server did not take it">
          {mail.error}
        </Notice>
      ) : null}
      <Facts
        facts={[
          ["To", mail.to],
          ["Kind", mail.kind.replaceAll("_", " ")],
          ["Written", <Time key="written" at={mail.createdAt} exact />],
          ["Sent", mail.sentAt ? <Time key="sent" at={mail.sentAt} exact /> : null],
        ]}
      />
      {mail.text === null ? (
        <Notice>
          This mail holds a link that opens the account of whoever reads it, so it is shown to nobody else.
        </Notice>
      ) : (
        <MailBody
          html={mail.hasHtml ? `/api/v1/operations/mails/${mail.id}/html` : null}
          subject={mail.subject}
          text={mail.text}
        />
      )}
    </OperationsPage>
  );
}
