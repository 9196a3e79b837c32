import type { Creator, Product } from "@vaulture/sdk";
import { describe, expect, it } from "vitest";
import { publicUrl } from "./config.ts";
import { creatorData, productData, siteData } from "./structured-data.ts";

const creator = { id: "c", handle: "mira", displayName: "Mira", avatarUrl: null };
const product = {
  id: "0190",
  slug: "a-book",
  title: "A book",
  summary: "About ink.",
  status: "published",
  price: { amount: 1950, currency: "usd" },
  creator,
  category: { id: "g", slug: "books", name: "Books" },
  covers: [],
} as unknown as Product;

describe("structured data", () => {
  it("says what a product costs, that it can be had, and from whom", () => {
    expect(productData(product)["@graph"][0]).toMatchObject({
      "@type": "Product",
      name: "A book",
      offers: {
        price: "19.50",
        priceCurrency: "USD",
        availability: "https://schema.org/InStock",
        seller: { name: "Mira", url: `${publicUrl}/@mira` },
      },
    });
  });

  it.each([
    [{ amount: 1900, currency: "jpy" }, "1900"],
    [{ amount: 0, currency: "usd" }, "0.00"],
    [{ amount: 1500, currency: "kwd" }, "1.500"],
  ])("writes %j as a decimal number", (price, decimal) => {
    const [found] = productData({ ...product, price })["@graph"];
    expect(found).toMatchObject({ offers: { price: decimal } });
  });

  it("leads from the shop over the category to the product", () => {
    const steps = productData(product)["@graph"][1]!.itemListElement as { position: number; item: string }[];
    expect(steps.map(({ position, item }) => [position, item])).toEqual([
      [1, `${publicUrl}/`],
      [2, `${publicUrl}/?category=books`],
      [3, `${publicUrl}/p/a-book`],
    ]);
  });

  it("names a creator's other places, and how to search the shop", () => {
    const mira = {
      ...creator,
      bio: "",
      website: "https://mira.example",
      socialLinks: [{ label: "Posts", url: "https://posts.example/mira" }],
      createdAt: "2026-01-01T00:00:00.000Z",
    } as unknown as Creator;
    expect(creatorData(mira)["@graph"][0]).toMatchObject({
      mainEntity: { sameAs: ["https://mira.example", "https://posts.example/mira"] },
    });
    expect(JSON.stringify(siteData())).toContain("/?query={search_term_string}");
  });
});
