import { TOGETHER } from "../../db/row-of-each.ts";
import type { Deps } from "../../deps.ts";
import { batched } from "../../lib/batch.ts";
import { addSeconds } from "../../lib/clock.ts";
import type { Opening } from "./open-ticket.ts";

export type Start = Pick<Opening, "id" | "sessionId">;

/**
 * Claims starts: from then on the same viewer, in this session, may resume or repeat for `DOWNLOAD_RESUME_HOURS`. Of several at once
 * one starts; the others are that viewer's resumes of it, unless they came in another session. False for those. Starts that are in
 * flight together are one statement.
 */
export function downloadStarter({
  gatePool,
  clock,
  config,
}: Pick<Deps, "gatePool" | "clock" | "config">): (start: Start) => Promise<boolean> {
  const claim = batched<Start, string | undefined>(async (starts) => {
    const now = clock.now();
    const { rows } = await gatePool.query<{ id: string; session_id: string }>({
      ...statement,
      values: [
        starts.map(({ id }) => id),
        starts.map(({ sessionId }) => sessionId),
        now,
        addSeconds(now, config.DOWNLOAD_RESUME_HOURS * 3600),
      ],
    });
    const sessionOf = new Map(rows.map((row) => [row.id, row.session_id]));
    return starts.map(({ id }) => sessionOf.get(id));
  }, TOGETHER);

  return async function start(download): Promise<boolean> {
    const sessionId = await claim(download);
    // Lost the race for the row: the statement saw it unstarted, but another claimed it first. Ask again.
    return sessionId ? sessionId === download.sessionId : start(download);
  };
}

// Locked in one order, so that two statements which want the same rows never wait for each other in a circle.
const statement = {
  name: "start-downloads",
  text: `with asked as (
      select distinct on (id) * from unnest((select $1::uuid[]), (select $2::uuid[])) a (id, session_id) order by id),
    open as materialized (
      select d.id from downloads d where d.id in (select id from asked) and d.started_at is null order by d.id for update),
    claimed as (
      update downloads d set started_at = $3, resume_until = $4, session_id = asked.session_id
      from asked where asked.id = d.id and d.id in (select id from open)
      returning d.id, d.session_id)
    select id, session_id from claimed union all
    select d.id, d.session_id from downloads d where d.id in (select id from asked) and d.started_at is not null`,
};
