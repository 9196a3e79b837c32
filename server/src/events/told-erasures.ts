import type { Deps } from "../deps.ts";
import { type EventText, timeText } from "./chain-hash.ts";

/** An `events.erased`: which numbers it tells of, and why. */
type Told = {
  id: number;
  why: "account" | "age" | "before_told";
  /** Whose account was deleted. */
  person: string | null;
  before: string | null;
  events: string;
};
type Range = { from: number; to: number; told: Told };

export type ToldErasures = {
  /** Whether an erasure tells of this event, one of those that were asked for, for a reason that holds of it. */
  tells(event: EventText): boolean;
};

/**
 * Reads what the trail says was erased of these events, or among them. A reason has to hold: the account is deleted and the event is of it, or the event is older
 * than what was erased for its age, which is a day at least. What had been erased before erasures were told one by one is told of
 * by the migration that began with it: `untoldUntil` is the highest number that such a row may have.
 */
export async function readErasures(
  { pool }: Pick<Deps, "pool">,
  gone: EventText[],
  untoldUntil: number,
): Promise<ToldErasures> {
  if (gone.length === 0) return { tells: () => false };
  const ids = gone.map(({ id }) => Number(id));
  const { rows } = await pool.query<Told>(
    `select e.id, e.data->>'why' as why, u.id as person, (told.events * asked.events)::text as events,
       case when (e.data->>'before')::timestamptz <= e.at - interval '1 day'
         then ${timeText("(e.data->>'before')::timestamptz")} end as before
     from events e
     cross join lateral (select (e.data->>'events')::int8multirange as events) told
     cross join (select int8multirange(int8range($1, $2, '[]')) as events) asked
     left join users u on e.subject_type = 'user' and u.id::text = e.subject_id and u.deleted_at is not null
     where e.type = 'events.erased' and e.data ? 'events' and told.events && asked.events`,
    [Math.min(...ids), Math.max(...ids)],
  );
  const ranges = rows
    .filter(({ why, id }) => why !== "before_told" || id <= untoldUntil)
    .flatMap(rangesOf)
    .sort((a, b) => a.from - b.from);
  return {
    tells(event) {
      const told = findRange(ranges, Number(event.id))?.told;
      if (!told) return false;
      if (told.why === "account") return told.person !== null && isOf(told.person, event);
      return told.why === "before_told" || (told.before !== null && event.at < told.before);
    },
  };
}

/** Of a multirange of PostgreSQL, as `{[3,8),[12,13)}`. */
function rangesOf(told: Told): Range[] {
  return [...told.events.matchAll(/\[(\d+),(\d+)\)/g)].map(([, from, end]) => ({
    from: Number(from),
    to: Number(end) - 1,
    told,
  }));
}

/** The range with this number, of those in order; each event is erased once, so none overlap. */
function findRange(ranges: Range[], id: number): Range | undefined {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.to < id) low = middle + 1;
    else high = middle;
  }
  const found = ranges[low];
  return found && found.from <= id ? found : undefined;
}

function isOf(person: string, event: EventText): boolean {
  return (
    event.actor_id === person ||
    (event.actor_id === null && event.subject_type === "user" && event.subject_id === person)
  );
}
