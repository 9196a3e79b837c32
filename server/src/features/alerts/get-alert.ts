import { type RawBuilder, sql } from "kysely";
import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { addSeconds } from "../../lib/clock.ts";
import { describeEvents, toEvent } from "../operations/index.ts";
import { ALERTS, type AlertRow, toAlert } from "./list-alerts.ts";
import { RULES } from "./rules.ts";
import type { alertDetail } from "./schemas.ts";

type Parts = Pick<Deps, "pool" | "db" | "clock">;
type Detail = z.input<typeof alertDetail>;
type Sum = Pick<Detail, "eventCount" | "networks" | "countries" | "devices" | "files" | "purchases">;

const MOST_EVENTS = 50;
const MOST_NAMED = 20;

/** One alert with what it was raised for: the events its rule counted, and the networks, devices, files and purchases in them. */
export async function getAlert(deps: Parts, id: string): Promise<Detail> {
  const { rows } = await deps.pool.query<AlertRow>(`select ${ALERTS} where a.id = $2`, [
    deps.clock.now(),
    id,
  ]);
  const alert = rows[0];
  if (!alert) throw new AppError("not_found");
  const behind = eventsBehind(alert);
  const [events, sum] = await Promise.all([
    describeEvents(
      deps.db,
      sql`select e.* from events e where ${behind} order by e.at desc, e.id desc limit ${MOST_EVENTS}`,
      MOST_EVENTS,
    ),
    sumUp(deps, behind),
  ]);
  return { ...toAlert(alert), events: events.map(toEvent), ...sum };
}

function eventsBehind(alert: AlertRow): RawBuilder<unknown> {
  const rule = RULES.find(({ name }) => name === alert.rule);
  if (!rule) return sql`false`;
  const since = addSeconds(alert.first_at, -rule.windowSeconds);
  const id = alert.about.slice(alert.about.indexOf(":") + 1);
  return sql`e.at > ${since} and e.at <= ${alert.last_at} and ${rule.counted(id)}`;
}

async function sumUp({ db }: Parts, behind: RawBuilder<unknown>): Promise<Sum> {
  const distinct = (value: string) =>
    sql`(select coalesce(array_agg(v order by v), '{}') from (
      select distinct ${sql.raw(value)} as v from behind where ${sql.raw(value)} is not null limit ${MOST_NAMED}) one)`;
  const { rows } = await sql<Sum>`with behind as materialized (select e.* from events e where ${behind})
    select (select count(*)::int from behind) as "eventCount", ${distinct("address")} as networks,
      ${distinct("data->>'country'")} as countries, ${distinct("data->>'device'")} as devices,
      (select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name) order by f.name), '[]') from (
        select f.id, f.name from files f where f.id::text in (select subject_id from behind where subject_type = 'file')
        order by f.name limit ${MOST_NAMED}) f) as files,
      (select coalesce(json_agg(json_build_object('id', p.id, 'title', p.title, 'buyer', p.buyer, 'open', p.open)), '[]') from (
        select p.id, r.title, u.name as buyer, p.access_ended_at is null as open
        from purchases p join items r on r.id = p.item_id join users u on u.id = p.buyer_id
        where p.id in (select d.purchase_id from downloads d where d.id in (
          select (data->>'download')::uuid from behind where data->>'download' is not null))
        order by p.created_at desc limit ${MOST_NAMED}) p) as purchases`.execute(db);
  return rows[0]!;
}
