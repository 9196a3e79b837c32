import type { AlertDetail } from "@vaulture/sdk";
import { cache } from "react";
import NotFound from "@/app/not-found";
import { AlertActions } from "@/components/operations/alert-actions";
import { aboutText } from "@/components/operations/alert-list";
import { EventList } from "@/components/operations/event-list";
import { Facts, OperationsPage, Part } from "@/components/operations/operations-page";
import { ReasonButton } from "@/components/operations/reason-button";
import { AccountState, AlertState } from "@/components/operations/state-badges";
import Link from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { plural } from "@/lib/format";
import { foundMetadata, foundPage } from "@/lib/found";
import { orNotFound } from "@/lib/or-not-found";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

type Props = { params: Promise<{ id: string }> };

const getAlert = cache(async (id: string) => {
  await requireOperator(`/operations/alerts/${id}`);
  return orNotFound((await serverApi()).get("/api/v1/operations/alerts/{id}", { path: { id } }));
});

export const generateMetadata = foundMetadata(async ({ params }: Props) => {
  return { title: (await getAlert((await params).id)).says };
});

const list = (values: string[]) => (values.length > 0 ? values.join(", ") : null);

export default foundPage(AlertPage, NotFound);

async function AlertPage({ params }: Props) {
  const { id } = await params;
  const { user: self } = await requireOperator(`/operations/alerts/${id}`);
  const alert = await getAlert(id);
  return (
    <OperationsPage
      title={alert.says}
      back={["/operations/alerts", "Alerts"]}
      state={<AlertState alert={alert} />}
      actions={<AlertActions alert={alert} />}
    >
      <Facts
        facts={[
          ["About", alert.user ? null : aboutText(alert.about)],
          ["First seen", <Time key="first" at={alert.firstAt} exact />],
          ["Last seen", <Time key="last" at={alert.lastAt} exact />],
          ["Acknowledged", alert.acknowledgedAt ? <Time key="ack" at={alert.acknowledgedAt} exact /> : null],
          ["Muted until", alert.mutedUntil ? <Time key="mute" at={alert.mutedUntil} exact /> : null],
          ["Networks", list(alert.networks)],
          ["Countries", list(alert.countries)],
          ["Devices", list(alert.devices)],
          ["Files", list(alert.files.map(({ name }) => name))],
        ]}
      />
      {alert.user ? <PersonPart user={alert.user} self={alert.user.id === self.id} /> : null}
      {alert.purchases.length > 0 ? <PurchasesPart purchases={alert.purchases} /> : null}
      <Part title="What happened">
        {alert.events.length > 0 ? (
          <div className="grid gap-3">
            <p className="text-sm text-soft">
              {alert.eventCount > alert.events.length
                ? `${plural(alert.eventCount, "event")}, the newest ${alert.events.length}:`
                : plural(alert.eventCount, "event")}
            </p>
            <EventList events={alert.events} />
          </div>
        ) : (
          <p className="text-sm text-soft">
            The details of these events have been erased, so they cannot be told from others any more.
          </p>
        )}
      </Part>
    </OperationsPage>
  );
}

function PersonPart({ user, self }: { user: NonNullable<AlertDetail["user"]>; self: boolean }) {
  const shared = { id: user.id, what: user.name, small: true };
  return (
    <Part title="Whose account">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-y border-line py-3 text-sm">
        <p className="flex min-w-0 flex-wrap items-center gap-3">
          <Link
            href={`/operations/users/${user.id}`}
            className="min-w-0 break-words underline underline-offset-2"
          >
            {user.name}, {user.email}
          </Link>
          {user.suspended ? <AccountState suspendedAt="now" /> : null}
        </p>
        <div className="flex flex-wrap gap-2">
          {user.suspended ? (
            <ReasonButton {...shared} act="users/{id}/restore" verb="Restore" done="Restored">
              They can sign in again and have what they had.
            </ReasonButton>
          ) : (
            <>
              <ReasonButton
                {...shared}
                act="users/{id}/sign-out"
                verb="Sign out"
                done="Signed out everywhere"
              >
                Every session ends, running downloads stop. They can sign in again.
              </ReasonButton>
              {self ? null : (
                <ReasonButton {...shared} act="users/{id}/suspend" verb="Suspend" done="Suspended" danger>
                  They are signed out at once and cannot sign in until they are restored.
                </ReasonButton>
              )}
            </>
          )}
        </div>
      </div>
    </Part>
  );
}

function PurchasesPart({ purchases }: Pick<AlertDetail, "purchases">) {
  return (
    <Part title="Purchases it went through">
      <ul className="divide-y divide-line border-y border-line text-sm">
        {purchases.map(({ id, title, buyer, open }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
            <Link
              href={`/operations/purchases/${id}`}
              className="min-w-0 break-words underline underline-offset-2"
            >
              {title}, bought by {buyer}
            </Link>
            {open ? (
              <ReasonButton
                id={id}
                act="purchases/{id}/revoke"
                verb="Take access away"
                what={`from ${buyer}: ${title}`}
                done="Access taken away"
                danger
                small
              >
                The files close at once, running downloads are cut, and the buyer is told by mail. No money
                moves. It can be undone.
              </ReasonButton>
            ) : (
              <span className="text-soft">Access has ended</span>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}
