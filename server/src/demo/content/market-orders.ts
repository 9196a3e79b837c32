import { seededRandom } from "./seeded-random.ts";

type MarketOrder = {
  orderId: number;
  orderedAt: string;
  stall: string;
  product: string;
  kilograms: number;
  pricePerKilogram: number;
  payment: string;
  returningCustomer: boolean;
};

const goods: [string, string, number, number[]][] = [
  ["Bakker", "apples", 2.6, [1, 1, 0.9, 0.8, 0.6, 0.4, 0.3, 0.6, 1.4, 1.6, 1.4, 1.2]],
  ["Bakker", "pears", 3.1, [0.9, 0.8, 0.7, 0.5, 0.3, 0.2, 0.3, 0.8, 1.5, 1.5, 1.2, 1]],
  ["Greenhouse", "tomatoes", 3.8, [0.3, 0.4, 0.6, 0.9, 1.2, 1.5, 1.7, 1.6, 1.2, 0.7, 0.4, 0.3]],
  ["Greenhouse", "cucumbers", 2.2, [0.3, 0.4, 0.6, 1, 1.3, 1.5, 1.5, 1.3, 1, 0.6, 0.4, 0.3]],
  ["Osei", "onions", 1.4, [1, 1, 1, 1, 0.9, 0.9, 0.9, 1, 1.1, 1.1, 1.1, 1.1]],
  ["Osei", "carrots", 1.7, [1.1, 1.1, 1, 0.9, 0.8, 0.8, 0.9, 1, 1.1, 1.2, 1.2, 1.1]],
  ["Lindgaard", "strawberries", 6.9, [0, 0, 0.1, 0.4, 1.6, 2.4, 1.6, 0.6, 0.2, 0, 0, 0]],
  ["Lindgaard", "plums", 3.4, [0, 0, 0, 0, 0, 0.2, 1.2, 2, 1.6, 0.4, 0, 0]],
];

/** 12 000 invented orders of a weekly market through 2025, in order of time; the same on every call. */
export function marketOrders(count = 12000): MarketOrder[] {
  const random = seededRandom(2025);
  const orders: Omit<MarketOrder, "orderId">[] = [];
  while (orders.length < count) {
    const week = Math.floor(random() * 52);
    // Saturdays: the first one of 2025 is the fourth of January.
    const day = new Date(Date.UTC(2025, 0, 4 + week * 7));
    const [stall, product, price, seasons] = goods[Math.floor(random() * goods.length)]!;
    if (random() >= seasons[day.getUTCMonth()]! / 2.4) continue;
    // Most people come before noon: the mean of three draws leans to the middle of the morning.
    const minutes = Math.floor(((random() + random() + random()) / 3) * 420);
    day.setUTCHours(8, minutes);
    orders.push({
      orderedAt: day.toISOString().slice(0, 16),
      stall,
      product,
      kilograms: Math.round((0.25 + random() * random() * 4) * 20) / 20,
      pricePerKilogram: Math.round(price * (0.9 + random() * 0.2) * 20) / 20,
      payment: random() < 0.62 ? "card" : random() < 0.8 ? "cash" : "app",
      returningCustomer: random() < 0.44,
    });
  }
  orders.sort((a, b) => (a.orderedAt < b.orderedAt ? -1 : a.orderedAt > b.orderedAt ? 1 : 0));
  return orders.map((order, i) => ({ orderId: 10001 + i, ...order }));
}

/** The orders as CSV (RFC 4180), with a header line. */
export function ordersCsv(orders: MarketOrder[]): Buffer {
  const header = "order_id,ordered_at,stall,product,kilograms,price_per_kilogram,payment,returning_customer";
  const rows = orders.map((order) => Object.values(order).join(","));
  return Buffer.from(`${[header, ...rows].join("\r\n")}\r\n`, "utf8");
}
