import { createHash } from "node:crypto";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { FIRST_CATEGORIES } from "../../features/catalog/first-categories.ts";
import { demoBuyers, demoCreators, demoProducts, pastOrders, publishedDaysAgo } from "./index.ts";

describe("the demo content", () => {
  it("refers only to what it holds", () => {
    const slugs = new Set(
      FIRST_CATEGORIES.flatMap(({ slug, below = [] }) => [slug, ...below.map((each) => each.slug)]),
    );
    const creators = new Set(demoCreators.map((creator) => creator.key));
    for (const product of demoProducts) {
      expect(slugs.has(product.category), product.key).toBe(true);
      expect(creators.has(product.creatorKey), product.key).toBe(true);
    }
    for (const weekday of [0, 3, 6]) {
      const buyers = new Set(demoBuyers.map((buyer) => buyer.key));
      const orders = pastOrders(demoProducts, weekday);
      const pairs = orders.map((order) => `${order.buyerKey} ${order.productKey}`);
      expect(new Set(pairs).size).toBe(pairs.length);
      for (const order of orders) {
        const index = demoProducts.findIndex((product) => product.key === order.productKey);
        expect(buyers.has(order.buyerKey)).toBe(true);
        expect(order.daysAgo).toBeLessThan(publishedDaysAgo(index, demoProducts.length));
        const later = [
          ...order.downloads,
          ...[order.refund, order.dispute].filter((each) => each !== undefined),
        ];
        for (const { daysAgo } of later) expect(daysAgo > 0 && daysAgo < order.daysAgo).toBe(true);
      }
    }
    expect(new Set(demoProducts.map((product) => product.key)).size).toBe(demoProducts.length);
  });

  it("has copy of a readable length and a few free products", () => {
    for (const product of demoProducts) {
      const words = product.description.split(/\s+/).length;
      expect(words >= 80 && words <= 200, `${product.key}: ${words}`).toBe(true);
    }
    const free = demoProducts.filter((product) => product.price.amount === 0).length;
    expect(free >= 3 && free <= 6).toBe(true);
    expect(demoProducts.length).toBeGreaterThanOrEqual(39);
    expect(demoProducts.filter(({ covers }) => covers.length > 1).length).toBeGreaterThan(
      demoProducts.length / 3,
    );
    for (const person of [...demoCreators, ...demoBuyers]) expect(person.email).toMatch(/@example\.com$/);
    for (const creator of demoCreators) expect(creator.displayName.length).toBeLessThanOrEqual(50);
  });

  it("draws every cover, avatar and banner in its size", { timeout: 240_000 }, async () => {
    for (const product of demoProducts) {
      for (const cover of product.covers) {
        const { format, width, height } = await sharp(await cover.draw()).metadata();
        expect({ format, width, height }, product.key).toEqual({ format: "png", width: 1600, height: 1200 });
        expect(cover.alt).toMatch(/^[A-Z].{10,120}[^.]$/);
      }
    }
    for (const creator of demoCreators) {
      const { format, width, height } = await sharp(await creator.avatar()).metadata();
      expect({ format, width, height }).toEqual({ format: "png", width: 512, height: 512 });
      const banner = await sharp(await creator.banner()).metadata();
      expect([banner.width, banner.height]).toEqual([1920, 640]);
    }
  });

  it("makes every file, of the kind its name says, the same each time, 60 MB in all", {
    timeout: 240_000,
  }, async () => {
    let total = 0;
    for (const product of demoProducts) {
      for (const file of product.files) {
        const data = await file.make();
        expect(startsAs(file.name, data), file.name).toBe(true);
        // Video bytes depend on the encoder at hand; everything else is ours to the last bit.
        if (!file.contentType.startsWith("video/")) expect(hash(await file.make())).toBe(hash(data));
        total += data.length;
      }
    }
    expect(total).toBeLessThan(60e6);
    expect(total).toBeGreaterThan(25e6);
  });
});

const beginnings: Record<string, string> = {
  ttf: "\x00\x01\x00\x00",
  pdf: "%PDF-1.7",
  zip: "PK\x03\x04",
  epub: "PK\x03\x04",
  wav: "RIFF",
  mid: "MThd",
  webm: "\x1aE\xdf\xa3",
};

function startsAs(name: string, data: Buffer): boolean {
  const extension = name.split(".").at(-1)!;
  if (extension === "mp4") return data.toString("latin1", 4, 8) === "ftyp";
  const beginning = beginnings[extension];
  return beginning ? data.toString("latin1", 0, beginning.length) === beginning : data.length > 0;
}

function hash(data: Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}
