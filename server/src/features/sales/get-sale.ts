import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { describeDevice } from "../../lib/describe-device.ts";
import { getCreatorForMember } from "../creators/index.ts";
import { countUses } from "../delivery/index.ts";
import { balanceOf } from "../ledger/index.ts";
import { toSale, withSaleColumns } from "./sale-rows.ts";
import type { SaleDetail } from "./schemas.ts";
import { tellSale } from "./tell-sale.ts";

/** One order with its money, what happened to it and its downloads, for members of the creator that sold it. */
export async function getSale(
  deps: Deps,
  user: User,
  input: { handle: string; purchaseId: string },
): Promise<SaleDetail> {
  const creator = await getCreatorForMember(deps, user, input.handle, "analyst");
  const row = await withSaleColumns(
    deps.db
      .selectFrom("purchases as p")
      .leftJoin("users as u", "u.id", "p.buyer_id")
      .leftJoin("items as i", "i.id", "p.item_id")
      .where("p.creator_id", "=", creator.id)
      .where("p.id", "=", input.purchaseId),
  ).executeTakeFirst();
  if (!row) throw new AppError("not_found");
  const [story, downloads, uses, balance] = await Promise.all([
    tellSale(deps, row),
    listDownloads(deps, row.id),
    countUses(deps, row.id),
    balanceOf(deps, creator.id, row.price_currency),
  ]);
  const money = (amount: number) => ({ amount, currency: row.price_currency });
  return {
    ...toSale(row),
    ...story,
    orderFee: money(row.fee_amount),
    refunded: money(row.refunded_amount),
    failureReason: row.failure_reason,
    balance: money(balance),
    downloads,
    uses,
  };
}

async function listDownloads(deps: Deps, purchaseId: string): Promise<SaleDetail["downloads"]> {
  const rows = await deps.db
    .selectFrom("downloads as d")
    .leftJoin("files as f", "f.id", "d.file_id")
    .select(["d.id", "f.name", "d.started_at", "d.completed_at", "d.user_agent", "d.address", "d.bytes_sent"])
    .where("d.purchase_id", "=", purchaseId)
    .where("d.started_at", "is not", null)
    .orderBy("d.started_at", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fileName: row.name,
    startedAt: row.started_at!.toISOString(),
    completedAt: row.completed_at?.toISOString() ?? null,
    device: row.user_agent && describeDevice(row.user_agent),
    network: row.address,
    bytesSent: row.bytes_sent,
  }));
}
