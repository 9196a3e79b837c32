import { coverMenuLedger } from "../drawings/covers-kitchen.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";
import { menuPage } from "./menu-ledger-source.ts";

/** A meal planner as a page and a table. */
export const menuLedger: DemoProduct = {
  key: "menu-ledger",
  creatorKey: "haddad",
  title: "Menu ledger: a week on one page",
  description: `A planner for people who cook on four evenings and eat on seven. A pot of lentils reaches from Monday to Tuesday, a roast of roots feeds three lunches: the page shows how far each thing goes, and what the weekend leaves over.

Write a meal, say how many days it lasts, and it takes that many squares. Below the week stands the shopping list, gathered from what you noted for each meal.

**In the archive**

- \`menu-ledger.html\`, one file that works without a network and remembers the week in your browser
- \`menu-ledger.csv\`, the same as a table for those who like spreadsheets better
- a page to print and fill in by hand, as part of the same file

It knows no calories and sends no reminders. A week that did not go as planned can simply stay for the next one, and mine often does.`,
  price: { amount: 600, currency: "usd" },
  category: "templates",
  tags: ["meal planning", "kitchen", "html", "csv", "printable"],
  covers: [{ alt: "A week's meals as coloured blocks that reach over several days", draw: coverMenuLedger }],
  files: [{ name: "menu-ledger.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const rows = days.flatMap((day) => [`${day},noon,,1,`, `${day},evening,,1,`]);
  return makeZip([
    { name: "menu-ledger/menu-ledger.html", data: menuPage },
    { name: "menu-ledger/menu-ledger.csv", data: ["day,meal,what,days,to_buy", ...rows].join("\r\n") },
  ]);
}
