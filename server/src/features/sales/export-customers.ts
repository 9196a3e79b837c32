import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { BYTE_ORDER_MARK, type CsvFile } from "../../http/csv-file.ts";
import { csvRow } from "../../lib/csv.ts";
import { decimalText } from "../../lib/money.ts";
import { getCreatorForMember } from "../creators/index.ts";
import { customerRows, customersAfter, toCustomer } from "./list-customers.ts";

// Each page adds the buyers up anew, so pages are large.
const PAGE = 20_000;

/** A creator's customers as CSV, a line for each buyer and currency, latest buyers first; for its members. */
export async function exportCustomers(
  deps: Deps,
  user: User,
  input: { handle: string; query?: string },
): Promise<CsvFile> {
  const creator = await getCreatorForMember(deps, user, input.handle, "analyst");
  const today = deps.clock.now().toISOString().slice(0, 10);
  return {
    name: `customers-${creator.handle}-${today}.csv`,
    lines: customerLines(deps, creator.id, input.query),
  };
}

async function* customerLines(deps: Deps, creatorId: string, query: string | undefined) {
  yield BYTE_ORDER_MARK +
    csvRow(["Name", "E-mail", "Purchases", "Currency", "Spent", "First (UTC)", "Latest (UTC)"]);
  const sort = "recent";
  for (let cursor: string | undefined; ; ) {
    const rows = await customerRows(deps, creatorId, query, { sort, cursor, limit: PAGE });
    for (const { name, email, purchases, spent, firstAt, lastAt } of rows.map(toCustomer)) {
      yield spent
        .map((sum) =>
          csvRow([name, email, purchases, sum.currency.toUpperCase(), decimalText(sum), firstAt, lastAt]),
        )
        .join("");
    }
    if (rows.length < PAGE) return;
    cursor = customersAfter(rows.at(-1)!, sort);
  }
}
