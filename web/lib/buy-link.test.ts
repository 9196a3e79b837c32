import { expect, it } from "vitest";
import { buyLink } from "./buy-link.ts";

it("is a link that a title cannot break out of", () => {
  const link = buyLink("https://shop.example/p/a", {
    title: `"><script>alert('1')</script>`,
    price: { amount: 1950, currency: "usd" },
  });
  expect(link).toMatch(
    /^<a href="https:\/\/shop\.example\/p\/a" title="[^"<>]*" style="[^"<>]*">Buy for \$19\.50<\/a>$/,
  );
});
