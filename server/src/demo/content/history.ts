import { keptPurchases } from "./kept-purchases.ts";
import { demoBuyers } from "./people.ts";
import { seededRandom } from "./seeded-random.ts";
import type { DemoBuyer, DemoProduct } from "./types.ts";

/** One order of the past; times in days before the first start, with fractions. */
export type PastOrder = {
  buyerKey: string;
  productKey: string;
  daysAgo: number;
  refund?: { daysAgo: number; share: "all" | "half"; reason: string };
  dispute?: { daysAgo: number; lostDaysAgo?: number };
  downloads: { daysAgo: number; file: number; device: number }[];
};

/** How long ago the marketplace opened. */
export const OPENED_DAYS_AGO = 272;

const HOURS = [7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 19, 20, 20, 20, 21, 21, 21, 22, 22, 23];
const REASONS = [
  "Bought by mistake",
  "Bought twice under two names",
  "Not what they were looking for",
  "Does not open in their program",
];

/** When a product went on sale: the first nine months ago, the latest in this week, an even pace with some unevenness. */
export function publishedDaysAgo(index: number, count: number): number {
  const step = (OPENED_DAYS_AGO - 6) / Math.max(1, count - 1);
  const uneven = ((index * 7) % 5) * 0.13 * step;
  return Math.max(2.4, OPENED_DAYS_AGO - 3 - index * step - uneven) + 0.17;
}

/**
 * What was bought since the opening, oldest first, none twice by the same buyer: each product sells best in the days after it
 * appears and keeps a share for good, the marketplace grows slowly, weekends and evenings are busier. `weekday` is that of the
 * first start, 0 for Sunday. The three buyers with a sign-in of their own have the purchases written down for them.
 */
export function pastOrders(products: DemoProduct[], weekday: number): PastOrder[] {
  const random = seededRandom(1907);
  const orders: PastOrder[] = keptPurchases
    .filter((order) => products.some(({ key }) => key === order.productKey))
    .map((order) => {
      const index = products.findIndex(({ key }) => key === order.productKey);
      // Not before there was something to buy.
      const daysAgo = Math.min(order.daysAgo, publishedDaysAgo(index, products.length) - 0.6);
      return { ...order, daysAgo, downloads: [] };
    });
  const others = demoBuyers.filter(({ key }) => !keptPurchases.some(({ buyerKey }) => buyerKey === key));
  const owned = new Set<string>();
  for (let day = Math.floor(OPENED_DAYS_AGO); day >= 0; day--) {
    const around = others.slice(
      0,
      Math.ceil(others.length * (0.12 + 0.88 * (1 - day / OPENED_DAYS_AGO) ** 0.7)),
    );
    products.forEach((product, index) => {
      const age = publishedDaysAgo(index, products.length) - day;
      if (age < 0.5) return;
      const expected = demand(product, index, age) * growth(day) * rhythm((weekday - day + 700) % 7);
      for (let n = poisson(random, expected); n > 0; n--) {
        const buyer = pickBuyer(random, around, (key) => owned.has(`${key} ${product.key}`));
        if (!buyer) continue;
        const daysAgo = momentOf(random, day);
        if (daysAgo > publishedDaysAgo(index, products.length) - 0.01) continue;
        owned.add(`${buyer.key} ${product.key}`);
        orders.push({
          buyerKey: buyer.key,
          productKey: product.key,
          daysAgo,
          downloads: [],
        });
      }
    });
  }
  const recorded = orders.filter(({ daysAgo }) => daysAgo > 0.02).sort((a, b) => b.daysAgo - a.daysAgo);
  giveBack(recorded, products, random);
  for (const order of recorded) order.downloads = downloadsOf(order, products, random);
  return recorded;
}

function demand(product: DemoProduct, index: number, age: number): number {
  const { amount } = product.price;
  const dear = amount === 0 ? 1.9 : amount > 5000 ? 0.45 : amount > 2500 ? 0.75 : 1;
  // Some things are simply liked more; spread by the golden ratio so that neighbours differ.
  const liked = 0.45 + 1.5 * ((index * 0.618) % 1) ** 2;
  return dear * liked * (0.3 * Math.exp(-age / 5) + 0.07 * Math.exp(-age / 40) + 0.032);
}

function growth(day: number): number {
  return 0.55 + 1.05 * (1 - day / OPENED_DAYS_AGO);
}

/** Sunday first. */
function rhythm(weekday: number): number {
  return [1.5, 0.85, 0.8, 0.85, 0.9, 1.1, 1.4][weekday]!;
}

function poisson(random: () => number, expected: number): number {
  const limit = Math.exp(-expected);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

/** The earlier somebody came, the more they buy; a few buy a lot. */
function pickBuyer(random: () => number, buyers: DemoBuyer[], has: (key: string) => boolean) {
  for (let attempt = 0; attempt < 6; attempt++) {
    const buyer = buyers[Math.floor(random() ** 1.6 * buyers.length)]!;
    if (!has(buyer.key)) return buyer;
  }
  return undefined;
}

function momentOf(random: () => number, day: number): number {
  const hour = HOURS[Math.floor(random() * HOURS.length)]!;
  return day + 1 - (hour + random()) / 24;
}

/** Every nineteenth paid order is given back, some by half; one was disputed long ago and lost, one is disputed now. */
function giveBack(orders: PastOrder[], products: DemoProduct[], random: () => number): void {
  const kept = new Set(keptPurchases.map(({ buyerKey }) => buyerKey));
  const paid = orders.filter(
    ({ buyerKey, productKey }) =>
      !kept.has(buyerKey) && products.find(({ key }) => key === productKey)!.price.amount > 0,
  );
  paid.forEach((order, i) => {
    const daysAgo = order.daysAgo - 0.4 - random() * 5;
    if (i % 19 !== 11 || daysAgo < 0.1) return;
    order.refund = {
      daysAgo,
      share: i % 3 === 0 ? "half" : "all",
      reason: REASONS[Math.floor(random() * REASONS.length)]!,
    };
  });
  const undisturbed = paid.filter(({ refund }) => !refund);
  const lost = undisturbed.find(({ daysAgo }) => daysAgo < 150);
  if (lost) lost.dispute = { daysAgo: lost.daysAgo - 21, lostDaysAgo: lost.daysAgo - 60 };
  const open = undisturbed.find(({ daysAgo }) => daysAgo < 24);
  if (open) open.dispute = { daysAgo: open.daysAgo - 17 };
}

/** Most open the first file within minutes, many the others too, and some come back later on another device. */
function downloadsOf(
  order: PastOrder,
  products: DemoProduct[],
  random: () => number,
): PastOrder["downloads"] {
  const { files } = products.find(({ key }) => key === order.productKey)!;
  const until = Math.max(0.01, order.refund?.daysAgo ?? 0, order.dispute?.daysAgo ?? 0);
  const device = Math.floor(random() * 97);
  const downloads: PastOrder["downloads"] = [];
  let daysAgo = order.daysAgo;
  files.slice(0, 3).forEach((_, file) => {
    daysAgo -= (1 + random() * 6) / 1440;
    if (random() < (file === 0 ? 0.88 : 0.45)) downloads.push({ daysAgo, file, device });
  });
  if (random() < 0.2)
    downloads.push({ daysAgo: order.daysAgo - 0.5 - random() * 30, file: 0, device: device + 1 });
  return downloads.filter((download) => download.daysAgo > until);
}
