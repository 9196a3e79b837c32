import type { OperatorUserDetail } from "@vaulture/sdk";
import { cache } from "react";
import NotFound from "@/app/not-found";
import { EventList } from "@/components/operations/event-list";
import { Facts, OperationsPage, Part } from "@/components/operations/operations-page";
import { PurchaseList } from "@/components/operations/purchase-list";
import { ReasonButton } from "@/components/operations/reason-button";
import { AccountState } from "@/components/operations/state-badges";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { plural } from "@/lib/format";
import { foundMetadata, foundPage } from "@/lib/found";
import { orNotFound } from "@/lib/or-not-found";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

type Props = { params: Promise<{ id: string }> };

const getUser = cache(async (id: string) => {
  await requireOperator(`/operations/users/${id}`);
  return orNotFound((await serverApi()).get("/api/v1/operations/users/{id}", { path: { id } }));
});

export const generateMetadata = foundMetadata(async ({ params }: Props) => {
  return { title: (await getUser((await params).id)).name };
});

export default foundPage(UserPage, NotFound);

async function UserPage({ params }: Props) {
  const { id } = await params;
  const { user: self } = await requireOperator(`/operations/users/${id}`);
  const user = await getUser(id);
  const api = await serverApi();
  const [purchases, events] = await Promise.all([
    api.get("/api/v1/operations/purchases", { query: { buyer: id, limit: 10 } }),
    api.get("/api/v1/operations/events", { query: { about: id, limit: 15 } }),
  ]);
  return (
    <OperationsPage
      title={user.name}
      back={["/operations/users", "Users"]}
      state={<AccountState {...user} />}
      actions={<Actions user={user} self={self.id === user.id} />}
    >
      {user.suspendedAt ? (
        <Notice tone="danger" title="Suspended">
          <Time at={user.suspendedAt} exact />. {user.suspendedReason}
        </Notice>
      ) : null}
      <Facts
        facts={[
          ["E-mail", user.email],
          ["Confirmed", user.emailVerified ? "Yes" : "No"],
          [
            "Second factor",
            [user.twoFactor ? "App" : null, user.passkeys > 0 ? plural(user.passkeys, "passkey") : null]
              .filter(Boolean)
              .join(", ") || "None",
          ],
          ["Joined", <Time key="joined" at={user.createdAt} exact />],
          ["Id", <code key="id">{user.id}</code>],
          [
            "Sells as",
            user.creators.length > 0 ? (
              <ul key="creators" className="flex flex-wrap gap-x-4">
                {user.creators.map((creator) => (
                  <li key={creator.id}>
                    <Link
                      href={`/operations/creators/${creator.id}`}
                      className="underline underline-offset-2"
                    >
                      @{creator.handle}
                    </Link>{" "}
                    <span className="text-soft">
                      {creator.role}
                      {creator.suspendedAt ? ", suspended" : ""}
                    </span>
                  </li>
                ))}
              </ul>
            ) : null,
          ],
        ]}
      />
      <Part title="Signed in">
        {user.sessions.length === 0 ? (
          <p className="text-sm text-soft">Nowhere.</p>
        ) : (
          <ul className="divide-y divide-line border-y border-line text-sm">
            {user.sessions.map((session) => (
              <li key={session.id} className="flex flex-wrap gap-x-4 gap-y-0.5 py-2.5">
                <span className="font-medium">{session.device}</span>
                <span className="text-soft">
                  {session.network ? `${session.network}, ` : null}active{" "}
                  <Time at={session.lastSeenAt} exact />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Part>
      <Part
        title="Purchases"
        aside={
          purchases.nextCursor ? (
            <Link href={`/operations/purchases?buyer=${id}`} className="text-sm underline underline-offset-2">
              All purchases
            </Link>
          ) : null
        }
      >
        {purchases.items.length > 0 ? (
          <PurchaseList purchases={purchases.items} />
        ) : (
          <p className="text-sm text-soft">None.</p>
        )}
      </Part>
      <Part
        title="Events"
        aside={
          <Link href={`/operations/events?about=${id}`} className="text-sm underline underline-offset-2">
            All events
          </Link>
        }
      >
        <EventList events={events.items} />
      </Part>
    </OperationsPage>
  );
}

function Actions({ user, self }: { user: OperatorUserDetail; self: boolean }) {
  const shared = { id: user.id, what: user.name };
  return (
    <>
      {user.emailVerified ? null : (
        <ReasonButton
          {...shared}
          act="users/{id}/verification"
          verb="Send confirmation"
          done="It is on its way"
        >
          A new link goes to {user.email}.
        </ReasonButton>
      )}
      {user.sessions.length > 0 ? (
        <ReasonButton {...shared} act="users/{id}/sign-out" verb="Sign out" done="Signed out everywhere">
          Every session ends, running downloads stop. They can sign in again.
        </ReasonButton>
      ) : null}
      {user.twoFactor || user.passkeys > 0 ? (
        <ReasonButton
          {...shared}
          act="users/{id}/reset-two-factor"
          verb="Reset second factor"
          done="Reset; they were told by mail"
          danger
        >
          App, backup codes and passkeys stop working, every session ends, and the password alone opens the
          account. Be sure that it is they who ask: somebody with their password may be pretending.
        </ReasonButton>
      ) : null}
      {user.suspendedAt ? (
        <ReasonButton {...shared} act="users/{id}/restore" verb="Restore" done="Restored">
          They can sign in again and have what they had.
        </ReasonButton>
      ) : self ? null : (
        <ReasonButton {...shared} act="users/{id}/suspend" verb="Suspend" done="Suspended" danger>
          They are signed out at once and cannot sign in until they are restored. Storefronts stay open:
          suspend the creator for that.
        </ReasonButton>
      )}
    </>
  );
}
