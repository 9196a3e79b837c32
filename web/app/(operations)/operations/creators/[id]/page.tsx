import { cache } from "react";
import NotFound from "@/app/not-found";
import { EventList } from "@/components/operations/event-list";
import { Facts, OperationsPage, Part } from "@/components/operations/operations-page";
import { ProductList } from "@/components/operations/product-list";
import { ReasonButton } from "@/components/operations/reason-button";
import { AccountState } from "@/components/operations/state-badges";
import { Amount } from "@/components/ui/amount";
import { FileSize } from "@/components/ui/file-size";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { foundMetadata, foundPage } from "@/lib/found";
import { orNotFound } from "@/lib/or-not-found";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

type Props = { params: Promise<{ id: string }> };

const getCreator = cache(async (id: string) => {
  await requireOperator(`/operations/creators/${id}`);
  return orNotFound((await serverApi()).get("/api/v1/operations/creators/{id}", { path: { id } }));
});

export const generateMetadata = foundMetadata(async ({ params }: Props) => {
  return { title: (await getCreator((await params).id)).displayName };
});

export default foundPage(CreatorPage, NotFound);

async function CreatorPage({ params }: Props) {
  const { id } = await params;
  const creator = await getCreator(id);
  const api = await serverApi();
  const [products, events] = await Promise.all([
    api.get("/api/v1/operations/products", { query: { creator: id, limit: 10 } }),
    api.get("/api/v1/operations/events", { query: { creator: id, limit: 15 } }),
  ]);
  const shared = { id, what: creator.displayName };
  const link = "text-sm underline underline-offset-2";
  return (
    <OperationsPage
      title={creator.displayName}
      back={["/operations/creators", "Creators"]}
      state={<AccountState suspendedAt={creator.suspendedAt} />}
      actions={
        creator.suspendedAt ? (
          <ReasonButton {...shared} act="creators/{id}/restore" verb="Restore" done="Restored">
            The storefront and its products come back, buyers have their files again.
          </ReasonButton>
        ) : (
          <ReasonButton {...shared} act="creators/{id}/suspend" verb="Suspend" done="Suspended" danger>
            The storefront and all products leave the shop, buyers' files close and running downloads stop,
            until the creator is restored.
          </ReasonButton>
        )
      }
    >
      {creator.suspendedAt ? (
        <Notice tone="danger" title="Suspended">
          <Time at={creator.suspendedAt} exact />. {creator.suspendedReason}
        </Notice>
      ) : null}
      <Facts
        facts={[
          [
            "Storefront",
            creator.suspendedAt ? (
              `@${creator.handle}`
            ) : (
              <Link key="store" href={`/@${creator.handle}`} className="underline underline-offset-2">
                @{creator.handle}
              </Link>
            ),
          ],
          [
            "People",
            <ul key="people" className="grid gap-1">
              {creator.members.map((member) => (
                <li key={member.userId}>
                  <Link href={`/operations/users/${member.userId}`} className="underline underline-offset-2">
                    {member.name}
                  </Link>{" "}
                  <span className="text-soft">
                    {member.role}, {member.email}
                    {member.suspendedAt ? ", suspended" : ""}
                  </span>
                </li>
              ))}
            </ul>,
          ],
          ["Sales", String(creator.saleCount)],
          [
            "Paid by buyers",
            creator.sums.length > 0 ? (
              <ul key="sums">
                {creator.sums.map(({ currency, gross, refunded }) => (
                  <li key={currency}>
                    <Amount full price={{ amount: gross, currency }} />
                    {refunded > 0 ? (
                      <span className="text-soft">
                        , <Amount full price={{ amount: refunded, currency }} /> given back
                      </span>
                    ) : null}
                  </li>
                ))}
              </ul>
            ) : null,
          ],
          ["Stored", <FileSize key="stored" bytes={creator.storedBytes} />],
          ["Since", <Time key="since" at={creator.createdAt} exact />],
          ["Id", <code key="id">{creator.id}</code>],
        ]}
      />
      <Part
        title="Products"
        aside={
          products.nextCursor ? (
            <Link href={`/operations/products?creator=${id}`} className={link}>
              All products
            </Link>
          ) : null
        }
      >
        {products.items.length > 0 ? (
          <ProductList products={products.items} />
        ) : (
          <p className="text-sm text-soft">None yet.</p>
        )}
      </Part>
      <Part
        title="Events"
        aside={
          <span className="flex gap-4">
            <Link href={`/operations/purchases?creator=${id}`} className={link}>
              Purchases
            </Link>
            <Link href={`/operations/events?creator=${id}`} className={link}>
              All events
            </Link>
          </span>
        }
      >
        <EventList events={events.items} />
      </Part>
    </OperationsPage>
  );
}
