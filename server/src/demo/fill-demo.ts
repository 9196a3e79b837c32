import type { Deps } from "../deps.ts";
import { recordEvent } from "../events/record-event.ts";
import { addSeconds } from "../lib/clock.ts";
import { asOf } from "./as-of.ts";
import { feedSteps } from "./fill-feeds.ts";
import { letMembershipsGoOn, memberSteps } from "./fill-members.ts";
import { ensureCreator, type Person, signUpSteps } from "./fill-people.ts";
import { ensureProduct, prepareProducts } from "./fill-products.ts";
import { fillOrders, orderSteps } from "./fill-purchases.ts";
import { saidSteps } from "./fill-said.ts";
import type { Step } from "./step.ts";

const DAY = 86_400;

/** Whether the demo content was filled in. */
export async function hasDemo(deps: Deps): Promise<boolean> {
  return (await findMark(deps, "demo.filled")) !== undefined;
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
 * Fills an empty installation with nine months of a marketplace: creators, products with genuine files, buyers, purchases paid in
 * the sandbox, refunds, downloads, members. Everything happens through the use cases that people use, one after the other in the order of
 * its time, with the clock set to it. Each step looks whether it was done, so an interrupted filling goes on.
 */
export async function fillDemo(
  deps: Deps,
  say: (line: string) => void,
  given?: typeof import("./content/index.ts"),
): Promise<void> {
  const content = given ?? (await import("./content/index.ts"));
  const { demoCreators, demoFeeds, demoProducts, publishedDaysAgo, pastOrders } = content;
  const opened = await beginning(deps);
  const orders = pastOrders(demoProducts, opened.getUTCDay());
  const members = content.pastMembers(demoProducts);
  const prepared = prepareProducts(deps, content);
  const people = new Map<string, Person>();
  const publishedAt = new Map(
    demoProducts.map(({ key }, i) => [key, publishedDaysAgo(i, demoProducts.length)]),
  );
  const creatorIds = new Map<string, string>();
  const productIds = new Map<string, string>();
  const steps: Step[] = [
    ...(await signUpSteps(deps, { orders, members, content, people })),
    ...demoCreators.map((creator) => ({
      daysAgo:
        0.9 +
        Math.max(...demoProducts.map((p) => (p.creatorKey === creator.key ? publishedAt.get(p.key)! : 0))),
      happen: async (then: Deps) =>
        creatorIds.set(creator.key, await ensureCreator(then, people.get(creator.key)!, creator)),
    })),
    ...demoProducts.map((product) => ({
      daysAgo: publishedAt.get(product.key)!,
      happen: async (then: Deps) => {
        say(`  ${product.title}`);
        const seller = {
          user: people.get(product.creatorKey)!,
          creatorId: creatorIds.get(product.creatorKey)!,
        };
        productIds.set(product.key, await ensureProduct(then, seller, product, prepared));
      },
    })),
    ...feedSteps({ demoFeeds, demoProducts, people, creatorIds }),
    ...saidSteps({
      demoFeeds,
      demoProducts,
      people,
      buyerKeys: content.demoBuyers.map(({ key }) => key),
      creatorIds,
    }),
    ...memberSteps({
      members,
      demoFeeds,
      demoCreators,
      people,
      creatorIds,
      opened,
    }),
    ...orderSteps(orders, await fillOrders(deps, { people, productIds, content })),
  ];
  for (const { daysAgo, happen } of steps.sort((a, b) => b.daysAgo - a.daysAgo))
    await happen(asOf(deps, addSeconds(opened, -Math.round(daysAgo * DAY))));
  await letMembershipsGoOn(deps, opened);
  await recordEvent(deps.db, deps.clock, { type: "demo.filled" });
}

/** The moment of the first start, from which all times count; an interrupted filling goes on from the same one. */
async function beginning(deps: Deps): Promise<Date> {
  const begun = await findMark(deps, "demo.begun");
  if (begun) return begun.at;
  await recordEvent(deps.db, deps.clock, { type: "demo.begun" });
  return deps.clock.now();
}

function findMark(deps: Deps, type: string): Promise<{ at: Date } | undefined> {
  return deps.db.selectFrom("events").select("at").where("type", "=", type).executeTakeFirst();
}
