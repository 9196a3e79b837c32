import { coverMarketStall } from "../drawings/covers-place.ts";
import { marketOrders, ordersCsv } from "../market-orders.ts";
import type { DemoProduct } from "../types.ts";

const exercises = `# Twelve questions for the market

Answer them in SQL, a spreadsheet or a notebook. Answers are numbers or small tables; none needs more than one file.

1. How many orders are there, and what is the first and last day?
2. Which product brought in the most money? Which the most kilograms?
3. Revenue by month. In which month is the gap between the best and the second-best stall widest?
4. What share of orders is paid by card? Does it differ for returning customers?
5. In which hour do most orders fall?
6. Strawberries: in which weeks are there none at all?
7. The average order in money, and the median. Why do they differ?
8. Rank the products within each stall by revenue.
9. The running total of revenue by week.
10. Which Saturday was the best? How far is it from the mean, in standard deviations?
11. Price per kilogram moves a little. By how much, for each product?
12. If plums had sold all year as in August, what would the year have brought?
`;

/** Practice data as CSV and JSON. */
export const marketStall: DemoProduct = {
  key: "market-stall",
  creatorKey: "plainwork",
  title: "Market stall: a practice data set",
  description: `12,000 orders from a Saturday market with four stalls and eight products, for teaching SQL, spreadsheets and plotting. The data is invented, and says so: it has seasons, a busy hour, price changes and a few traps, and no real person in it.

**Files**

- \`market-orders.csv\`: 12,000 rows, eight columns, UTF-8
- \`market-orders.json\`: the same as an array of objects
- \`exercises.md\`: twelve questions from counting rows to window functions

Columns: order number, time, stall, product, kilograms, price per kilogram, payment, returning customer. Everything fits in one table; strawberries are missing for five months, which is the point of question six.

I used it for three years in evening courses. It loads in SQLite, PostgreSQL, DuckDB, pandas, R and any spreadsheet. Use it in class, in print and in paid courses; change it as you need.`,
  price: { amount: 1400, currency: "usd" },
  category: "data",
  tags: ["csv", "json", "sql", "teaching"],
  covers: [
    { alt: "A market stall whose crates are filled like the bars of a chart", draw: coverMarketStall },
  ],
  files: [
    { name: "market-orders.csv", contentType: "text/csv", make: async () => ordersCsv(marketOrders()) },
    {
      name: "market-orders.json",
      contentType: "application/json",
      make: async () => Buffer.from(`${JSON.stringify(marketOrders(), null, 1)}\n`),
    },
    { name: "exercises.md", contentType: "text/markdown", make: async () => Buffer.from(exercises) },
  ],
};
