import type { User } from "../access/index.ts";
import type { Deps } from "../deps.ts";
import { recordEvent } from "../events/record-event.ts";
import { addCover, createProduct, getSellableProduct, publishProduct } from "../features/catalog/index.ts";
import { recordPaidPurchase, refundPurchase } from "../features/checkout/index.ts";
import { createCreator, findCreatorByHandle, setAvatar } from "../features/creators/index.ts";
import { ingestFile } from "../features/files/index.ts";
import { makeOperator } from "../features/identity/index.ts";
import { addSeconds, manualClock } from "../lib/clock.ts";
import { newId } from "../lib/ids.ts";
import type { DemoProduct } from "./content/index.ts";
import { payInSandbox } from "./pay-in-sandbox.ts";

/** Everybody of the demo signs in with this. */
export const DEMO_PASSWORD = "vaulture-demo";
export const DEMO_SIGN_INS = [
  { role: "creator", email: "mira@example.com" },
  { role: "buyer", email: "noor@example.com" },
  { role: "operator", email: "operator@example.com" },
];

const DAY = 86_400;

type Content = typeof import("./content/index.ts");
type Person = User & { key: string };

/** Whether the demo content was filled in. */
export async function hasDemo(deps: Deps): Promise<boolean> {
  const filled = await deps.db
    .selectFrom("events")
    .select("id")
    .where("type", "=", "demo.filled")
    .executeTakeFirst();
  return filled !== undefined;
}

/** Whether this is an installation that nobody has used yet, or one whose filling was interrupted. */
export async function wantsDemo(deps: Deps): Promise<boolean> {
  if (await hasDemo(deps)) return false;
  const somebody = await deps.db
    .selectFrom("users")
    .select("id")
    .where("email", "not like", "%@example.com")
    .executeTakeFirst();
  return somebody === undefined;
}

/**
 * Fills an empty installation through the same use cases that people use: three creators, their products with genuine files, buyers
 * and months of purchases paid in the sandbox. Each step looks whether it was done, so an interrupted filling goes on.
 */
export async function fillDemo(deps: Deps, sandboxUrl: string, say: (line: string) => void): Promise<void> {
  const content = await import("./content/index.ts");
  const categories = new Map(
    (await deps.db.selectFrom("categories").select(["slug", "id"]).execute()).map(({ slug, id }) => [
      slug,
      id,
    ]),
  );
  const operator = await ensurePerson(deps, {
    key: "operator",
    name: "Olive Operator",
    email: "operator@example.com",
  });
  await makeOperator(deps, operator.userId);

  const sellers = new Map<string, { user: Person; creatorId: string }>();
  for (const creator of content.demoCreators) {
    const user = await ensurePerson(deps, {
      key: creator.key,
      name: creator.personName,
      email: creator.email,
    });
    sellers.set(creator.key, { user, creatorId: await ensureCreator(deps, user, creator) });
  }
  const productIds = new Map<string, string>();
  for (const [index, product] of content.demoProducts.entries()) {
    say(`  ${product.title}`);
    const at = daysAgo(deps, publishedDaysAgo(content, product, index));
    const seller = sellers.get(product.creatorKey)!;
    const categoryId = categories.get(product.category) ?? null;
    productIds.set(product.key, await ensureProduct(at, seller.user, seller.creatorId, product, categoryId));
  }
  await fillPurchases(deps, sandboxUrl, content, sellers, productIds);
  await recordEvent(deps.db, deps.clock, { type: "demo.filled" });
}

async function fillPurchases(
  deps: Deps,
  sandboxUrl: string,
  content: Content,
  sellers: Map<string, { user: Person }>,
  productIds: Map<string, string>,
): Promise<void> {
  const buyers = new Map<string, Person>();
  for (const buyer of content.demoBuyers) buyers.set(buyer.key, await ensurePerson(deps, buyer));
  for (const order of content.demoPurchases) {
    const buyer = buyers.get(order.buyerKey)!;
    const productId = productIds.get(order.productKey)!;
    const bought = await deps.db
      .selectFrom("purchases")
      .select("id")
      .where("buyer_id", "=", buyer.userId)
      .where("product_id", "=", productId)
      .executeTakeFirst();
    if (bought) continue;
    const product = await getSellableProduct(deps, productId);
    const paymentIntentId = product.price.amount > 0 ? await payInSandbox(deps, sandboxUrl, product) : null;
    const purchaseId = await recordPaidPurchase(daysAgo(deps, order.daysAgo), {
      buyerId: buyer.userId,
      product,
      paymentIntentId,
    });
    if (!order.refunded) continue;
    const seller = sellers.get(content.demoProducts.find(({ key }) => key === order.productKey)!.creatorKey)!;
    await refundPurchase(daysAgo(deps, order.daysAgo - 2), seller.user, {
      purchaseId,
      reason: "Bought by mistake",
    });
  }
}

async function ensurePerson(
  deps: Deps,
  person: { key: string; name: string; email: string },
): Promise<Person> {
  const { name, email } = person;
  const created = await deps.auth.createAccount({ name, email, password: DEMO_PASSWORD, verified: true });
  const userId =
    created?.userId ??
    (await deps.db.selectFrom("users").select("id").where("email", "=", email).executeTakeFirstOrThrow()).id;
  return { kind: "user", userId, sessionId: newId(), name, email, isOperator: false, key: person.key };
}

async function ensureCreator(
  deps: Deps,
  user: User,
  creator: Content["demoCreators"][number],
): Promise<string> {
  const known = await findCreatorByHandle(deps, creator.handle);
  if (known) return known.id;
  const { handle, displayName, bio, website, socialLinks } = creator;
  const made = await createCreator(deps, user, { handle, displayName, bio, website, socialLinks });
  await setAvatar(deps, user, handle, whole(await creator.avatar()));
  return made.id;
}

async function ensureProduct(
  deps: Deps,
  user: User,
  creatorId: string,
  product: DemoProduct,
  categoryId: string | null,
): Promise<string> {
  const known = await deps.db
    .selectFrom("products")
    .select("id")
    .where("creator_id", "=", creatorId)
    .where("title", "=", product.title)
    .where("status", "=", "published")
    .executeTakeFirst();
  if (known) return known.id;
  const fileIds: string[] = [];
  for (const file of product.files) {
    const { name, contentType } = file;
    const bytes = await file.make();
    fileIds.push(
      (await ingestFile(deps, { creatorId, uploaderId: user.userId, name, contentType, bytes })).id,
    );
  }
  const { title, description, price, tags } = product;
  const made = await createProduct(deps, user, {
    creatorId,
    title,
    description,
    price,
    categoryId,
    tags,
    fileIds,
  });
  await addCover(deps, user, {
    productId: made.id,
    body: whole(await product.cover()),
    alt: `Cover of ${title}`,
  });
  await publishProduct(deps, user, made.id);
  return made.id;
}

/** Evenly over half a year, but always before the first purchase. */
function publishedDaysAgo(content: Content, product: DemoProduct, index: number): number {
  const first = Math.max(
    0,
    ...content.demoPurchases.filter((o) => o.productKey === product.key).map((o) => o.daysAgo),
  );
  return Math.max(170 - index * 11, first + 3);
}

async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

function daysAgo(deps: Deps, days: number): Deps {
  return { ...deps, clock: manualClock(addSeconds(deps.clock.now(), -days * DAY)) };
}
