import { cache } from "react";
import NotFound from "@/app/not-found";
import { FileRow } from "@/components/file/file-row";
import { EventList } from "@/components/operations/event-list";
import { Facts, OperationsPage, Part } from "@/components/operations/operations-page";
import { ReasonButton } from "@/components/operations/reason-button";
import { TakeDownButton } from "@/components/operations/take-down-button";
import { Cover } from "@/components/product/cover";
import { ProductStatus } from "@/components/product/product-status";
import { Amount } from "@/components/ui/amount";
import Link from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { foundMetadata, foundPage } from "@/lib/found";
import { Markdown } from "@/lib/markdown";
import { orNotFound } from "@/lib/or-not-found";
import { serverApi } from "@/lib/server-api";
import { requireOperator } from "@/lib/session";

type Props = { params: Promise<{ id: string }> };

const getProduct = cache(async (id: string) => {
  await requireOperator(`/operations/products/${id}`);
  return orNotFound((await serverApi()).get("/api/v1/operations/products/{id}", { path: { id } }));
});

export const generateMetadata = foundMetadata(async ({ params }: Props) => {
  return { title: (await getProduct((await params).id)).product.title };
});

export default foundPage(ProductPage, NotFound);

async function ProductPage({ params }: Props) {
  const { id } = await params;
  const { product, removal, salesCount, creatorSuspendedAt } = await getProduct(id);
  const events = await (await serverApi()).get("/api/v1/operations/events", {
    query: { subject: id, limit: 15 },
  });
  const link = "underline underline-offset-2";
  const shown = product.status === "published" && !creatorSuspendedAt;
  return (
    <OperationsPage
      title={product.title}
      back={["/operations/products", "Products"]}
      state={<ProductStatus status={product.status} />}
      actions={
        removal ? (
          <ReasonButton
            id={id}
            act="products/{id}/restore"
            verb="Restore"
            what={product.title}
            done="Restored"
          >
            It is {removal.from} again, and those who bought it have it.
          </ReasonButton>
        ) : product.status === "draft" ? null : (
          <TakeDownButton kind="product" id={id} what={product.title} />
        )
      }
    >
      {removal ? (
        <Notice tone="danger" title="Taken down">
          <Time at={removal.at} exact />. {removal.reason}{" "}
          {removal.endsAccess ? "Those who bought it lost access." : "Those who bought it keep it."}
        </Notice>
      ) : null}
      {creatorSuspendedAt ? (
        <Notice tone="warning">Its creator is suspended, so it is in no shop whatever it says here.</Notice>
      ) : null}
      <Facts
        facts={[
          [
            "Creator",
            <Link key="creator" href={`/operations/creators/${product.creator.id}`} className={link}>
              {product.creator.displayName}
            </Link>,
          ],
          [
            "Page",
            shown ? (
              <Link key="page" href={`/p/${product.slug}`} className={link}>
                /p/{product.slug}
              </Link>
            ) : (
              `/p/${product.slug}`
            ),
          ],
          ["Price", <Amount key="price" price={product.price} />],
          [
            "Sales",
            <Link key="sales" href={`/operations/purchases?item=${id}`} className={link}>
              {String(salesCount)}
            </Link>,
          ],
          ["Category", product.category?.name ?? null],
          ["Tags", product.tags.length > 0 ? product.tags.join(", ") : null],
          ["Made", <Time key="made" at={product.createdAt} exact />],
          ["Id", <code key="id">{product.id}</code>],
        ]}
      />
      {product.covers.length > 0 ? (
        <Part title="Pictures">
          <ul className="flex flex-wrap gap-3">
            {product.covers.map((cover) => (
              <li key={cover.id} className="w-40 overflow-hidden rounded-md border border-line">
                <Cover cover={cover} alt={cover.alt} sizes="160px" />
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      <Part title="Files">
        {product.files.length > 0 ? (
          <ul className="divide-y divide-line border-y border-line">
            {product.files.map((file) => (
              <li key={file.id}>
                <FileRow file={file} />
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-sm text-soft">None.</p>
        )}
      </Part>
      {product.description ? (
        <Part title="Description">
          <Markdown source={product.description} />
        </Part>
      ) : null}
      <Part title="Events">
        <EventList events={events.items} />
      </Part>
    </OperationsPage>
  );
}
