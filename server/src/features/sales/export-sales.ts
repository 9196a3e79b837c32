import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { BYTE_ORDER_MARK, type CsvFile } from "../../http/csv-file.ts";
import { csvRow } from "../../lib/csv.ts";
import { decimalText } from "../../lib/money.ts";
import { getCreatorForMember } from "../creators/index.ts";
import { cursorAfter, saleRows } from "./list-sales.ts";
import { toSale } from "./sale-rows.ts";
import type { SalesFilter } from "./schemas.ts";

const PAGE = 1000;
const COLUMNS = [
  "Order",
  "Ordered (UTC)",
  "Paid (UTC)",
  "Status",
  "Buyer",
  "E-mail",
  "Item",
  "Currency",
  "Price",
  "Returned",
  "Fee",
  "Net",
  "Access ended (UTC)",
  "Access ended because",
  "Downloads",
];

/** The filter's orders as CSV, newest first, a page in memory at a time; for members of the creator. */
export async function exportSales(
  deps: Deps,
  user: User,
  input: SalesFilter & { handle: string },
): Promise<CsvFile> {
  const creator = await getCreatorForMember(deps, user, input.handle, "analyst");
  const today = deps.clock.now().toISOString().slice(0, 10);
  return { name: `sales-${creator.handle}-${today}.csv`, lines: salesLines(deps, creator.id, input) };
}

async function* salesLines(deps: Deps, creatorId: string, filter: SalesFilter): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvRow(COLUMNS);
  const sort = "newest";
  for (let cursor: string | undefined; ; ) {
    const rows = await saleRows(deps, creatorId, filter, { sort, cursor, limit: PAGE });
    if (rows.length > 0) yield rows.map((row) => csvRow(fieldsOf(toSale(row)))).join("");
    if (rows.length < PAGE) return;
    cursor = cursorAfter(rows.at(-1)!, sort);
  }
}

function fieldsOf(sale: ReturnType<typeof toSale>) {
  return [
    sale.id,
    sale.createdAt,
    sale.completedAt,
    sale.status,
    sale.buyer?.name,
    sale.buyer?.email,
    sale.item.title,
    sale.price.currency.toUpperCase(),
    decimalText(sale.price),
    decimalText(sale.returned),
    decimalText(sale.fee),
    decimalText(sale.net),
    sale.accessEndedAt,
    sale.accessEndedReason,
    sale.downloadCount,
  ];
}
