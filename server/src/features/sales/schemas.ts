import { z } from "zod";
import { id, listOf, page, price, time, typed } from "../../http/schemas.ts";
import { item, purchase, refundStatus } from "../checkout/index.ts";

const status = purchase.shape.status;
const day = z.iso.date().describe("A day in UTC");
/** Sums may be below zero where more went back than stands to come. */
const sum = z.object({ amount: z.int(), currency: z.string() }).meta({
  id: "Sum",
  description: "Integer minor units, possibly negative, and an ISO 4217 code in lower case",
});
const person = z.object({ id, name: z.string(), email: z.string() });
const endReason = z.enum(["refunded", "disputed", "revoked"]);

export const salesFilter = z.object({
  query: typed(200).optional().describe("Buyer's name or e-mail, title, or the beginning of an order number"),
  status: status.optional().describe("Default: everything that was paid"),
  item: id.optional().describe("A product, a post or a tier"),
  buyer: id.optional(),
  from: day.optional().describe("First day of ordering"),
  to: day.optional().describe("Last day of ordering"),
});
export type SalesFilter = z.output<typeof salesFilter>;
export const SORTS = ["newest", "oldest", "highest", "lowest"] as const;
export const salesQuery = salesFilter.extend({ sort: z.enum(SORTS).default("newest"), ...page });

export const sale = z
  .object({
    id,
    status,
    buyer: person.nullable().describe("Null until it is paid: who leaves an order has not given their name"),
    item,
    price,
    fee: price.describe("The platform's fee that stands"),
    returned: price.describe("Refunds and disputes"),
    net: sum.describe("What the ledger owes the creator for it"),
    accessEndedAt: time.nullable(),
    accessEndedReason: endReason.nullable(),
    createdAt: time,
    completedAt: time.nullable(),
    downloadCount: z.int(),
    lastDownloadAt: time.nullable(),
  })
  .meta({ id: "CreatorSale" });
export type Sale = z.input<typeof sale>;

const minorUnits = z.int().describe("Minor units of the row's currency");
export const salesTotals = z
  .object({
    currency: z.string(),
    count: z.int(),
    gross: minorUnits,
    fees: minorUnits,
    returned: minorUnits,
    net: minorUnits,
  })
  .meta({ id: "SalesTotals" });
export const salesPage = listOf(sale).extend({
  totals: z
    .array(salesTotals)
    .describe("The paid orders of the filter, a row for each currency; empty on further pages"),
});

export const timelineEntry = z.object({
  at: time,
  type: z.enum([
    "ordered",
    "paid",
    "payment_failed",
    "expired",
    "refunded",
    "refund_failed",
    "disputed",
    "dispute_won",
    "dispute_lost",
    "access_ended",
    "access_opened",
    "revoked",
    "restored",
    "receipt_resent",
    "mail_sent",
    "mail_waiting",
  ]),
  by: z.string().nullable().describe("Name of the member or operator who did it"),
  amount: sum.nullable(),
  reason: z.string().nullable(),
  mail: z.string().nullable().describe("Kind of the mail"),
});
export type TimelineEntry = z.input<typeof timelineEntry>;

export const saleDetail = sale
  .extend({
    orderFee: price.describe("The platform's fee at the time of ordering"),
    refunded: price.describe("Refunds alone, disputes apart"),
    failureReason: z.string().nullable(),
    revoked: z.boolean().describe("Access was taken away by hand and not given back"),
    balance: sum.describe("What the ledger owes the creator in this currency, over all sales"),
    refunds: z.array(
      z.object({
        id: z.string(),
        amount: sum,
        status: refundStatus,
        reason: z.string().nullable(),
        by: z.string().nullable(),
        createdAt: time,
      }),
    ),
    timeline: z.array(timelineEntry).describe("Oldest first"),
    downloads: z
      .array(
        z.object({
          id,
          fileName: z.string().nullable().describe("Null when the file is gone"),
          startedAt: time,
          completedAt: time.nullable(),
          device: z.string().nullable().describe('In plain words: "Chrome on Linux"'),
          network: z.string().nullable().describe("Truncated to /24 or /48"),
          bytesSent: z.int(),
        }),
      )
      .describe("The latest fifty"),
    uses: z
      .object({
        limit: z.int().describe("Downloads of each file"),
        files: z.array(z.object({ fileId: id, name: z.string(), used: z.int() })),
      })
      .nullable()
      .describe("Null where downloads are not limited"),
  })
  .meta({ id: "CreatorSaleDetail" });
export type SaleDetail = z.input<typeof saleDetail>;

export const customersFilter = z.object({ query: typed(200).optional().describe("Name or e-mail") });
export const customersQuery = customersFilter.extend({
  sort: z.enum(["recent", "purchases"]).default("recent"),
  ...page,
});
export const customer = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    purchases: z.int().describe("Paid orders, free ones included"),
    spent: z.array(sum).describe("Paid less what went back, for each currency"),
    firstAt: time,
    lastAt: time,
  })
  .meta({ id: "Customer" });
export type Customer = z.input<typeof customer>;
export const customersPage = listOf(customer);
