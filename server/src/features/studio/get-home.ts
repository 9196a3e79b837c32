import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { getCreatorForMember } from "../creators/index.ts";
import { findAlerts } from "./find-alerts.ts";
import { findSetup } from "./find-setup.ts";
import { bestSellers, currenciesOf, grossByDay, sumDays } from "./ledger-days.ts";
import { listActivity } from "./list-activity.ts";
import { type Days, periodOf } from "./period.ts";
import type { Home, homeQuery } from "./schemas.ts";

/**
 * What matters to a creator today, for its members. Money comes from the ledger's daily sums, in one currency at a time, so that it
 * costs the same at any number of sales.
 */
export async function getHome(
  deps: Deps,
  user: User,
  input: z.output<typeof homeQuery> & { handle: string },
): Promise<Home> {
  const creator = await getCreatorForMember(deps, user, input.handle, "analyst");
  const period = periodOf(input.range, deps.clock.now());
  const currencies = await currenciesOf(deps, creator.id);
  const currency =
    currencies.find((known) => known.currency === input.currency)?.currency ??
    currencies[0]?.currency ??
    null;
  const whole: Days = { from: period.before.from, to: period.to };
  const money = { creatorId: creator.id, currency: currency ?? "" };
  const [now, before, byDay, best, activity, setup, alerts] = await Promise.all([
    sumDays(deps, money, period),
    sumDays(deps, money, period.before),
    grossByDay(deps, money, whole),
    bestSellers(deps, money, period),
    listActivity(deps, creator.id),
    findSetup(deps, user, creator),
    findAlerts(deps, user, creator),
  ]);
  const within = ({ from, to }: Days) => byDay.filter(({ day }) => day >= from && day <= to);
  return {
    period: {
      from: period.from,
      to: period.to,
      comparedFrom: period.before.from,
      comparedTo: period.before.to,
    },
    currency,
    currencies,
    now,
    before,
    series: period.stretches.map((stretch) => ({
      from: stretch.from,
      to: stretch.to,
      count: total(within(stretch).map((day) => day.count)),
      gross: total(within(stretch).map((day) => day.gross)),
      before: total(within(stretch.before).map((day) => day.gross)),
    })),
    bestSellers: best,
    activity,
    setup,
    alerts,
  };
}

function total(amounts: number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
