import type { Deps } from "../../deps.ts";

/** What the creator is owed in a currency, in minor units; below zero when more went back than came. */
export async function balanceOf(
  deps: Pick<Deps, "pool">,
  creatorId: string,
  currency: string,
): Promise<number> {
  const { rows } = await deps.pool.query<{ balance: number }>(
    "select coalesce(sum(net), 0)::bigint as balance from ledger_days where creator_id = $1 and currency = $2",
    [creatorId, currency],
  );
  return rows[0]!.balance;
}
