import type { PastOrder } from "./history.ts";

type KeptPurchase = Omit<PastOrder, "downloads">;

/** What the three buyers with a sign-in have bought, oldest first. No buyer has the same product twice; two were given back. */
export const keptPurchases: KeptPurchase[] = [
  { buyerKey: "noor", productKey: "halden-sans", daysAgo: 149 },
  { buyerKey: "samuel", productKey: "market-stall", daysAgo: 143 },
  { buyerKey: "ines", productKey: "low-tide", daysAgo: 138 },
  { buyerKey: "noor", productKey: "kontur-icons", daysAgo: 131 },
  { buyerKey: "samuel", productKey: "sundial", daysAgo: 124 },
  { buyerKey: "ines", productKey: "client-papers", daysAgo: 122 },
  {
    buyerKey: "samuel",
    productKey: "facet-vessels",
    daysAgo: 113.3,
    refund: { daysAgo: 111.1, share: "all", reason: "Bought by mistake" },
  },
  { buyerKey: "noor", productKey: "working-grid", daysAgo: 108 },
  { buyerKey: "ines", productKey: "overcast", daysAgo: 101 },
  { buyerKey: "samuel", productKey: "small-software", daysAgo: 96 },
  { buyerKey: "noor", productKey: "client-papers", daysAgo: 90 },
  { buyerKey: "ines", productKey: "weather-beds", daysAgo: 84 },
  { buyerKey: "samuel", productKey: "kontur-icons", daysAgo: 77 },
  { buyerKey: "noor", productKey: "cut-paper", daysAgo: 71 },
  { buyerKey: "ines", productKey: "slow-geometry", daysAgo: 66 },
  { buyerKey: "ines", productKey: "chord-sketches", daysAgo: 60 },
  { buyerKey: "samuel", productKey: "working-grid", daysAgo: 53 },
  { buyerKey: "noor", productKey: "type-in-code", daysAgo: 47 },
  { buyerKey: "ines", productKey: "halden-sans", daysAgo: 41 },
  { buyerKey: "noor", productKey: "weather-beds", daysAgo: 36 },
  { buyerKey: "samuel", productKey: "client-papers", daysAgo: 30 },
  {
    buyerKey: "ines",
    productKey: "cut-paper",
    daysAgo: 25.2,
    refund: { daysAgo: 23.3, share: "all", reason: "Does not open in their program" },
  },
  { buyerKey: "samuel", productKey: "halden-sans", daysAgo: 19 },
  { buyerKey: "noor", productKey: "low-tide", daysAgo: 14 },
  { buyerKey: "ines", productKey: "facet-vessels", daysAgo: 9 },
  { buyerKey: "samuel", productKey: "overcast", daysAgo: 5 },
  { buyerKey: "noor", productKey: "small-software", daysAgo: 2 },
  { buyerKey: "ines", productKey: "kontur-icons", daysAgo: 1 },
];
