import type { Db } from "../store/database.ts";
import type { ObjectName, Objects } from "../store/types.ts";
import { invalidRequest, resourceMissing } from "./errors.ts";

export type Page<T> = { object: "list"; data: T[]; has_more: boolean; url: string };

export type PageQuery = {
  url: string;
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
  created?: Partial<Record<"gt" | "gte" | "lt" | "lte", number>> | undefined;
  /** Fields with the value they must have; undefined ones do not matter. */
  equal?: object | undefined;
  /** Fields with values they must not have. */
  not?: Record<string, string[]> | undefined;
  /** Any of these values of the field `type`. */
  types?: string[] | undefined;
};

/** A list that is short enough to be shown whole, as objects contain them. */
export function listOf<T>(url: string, data: T[]): Page<T> {
  return { object: "list", data, has_more: false, url };
}

/**
 * One page of a list, newest first (https://docs.stripe.com/api/pagination). A cursor is the id of an object
 * of that kind; both cursors at once are refused.
 */
export async function listPage<N extends ObjectName>(
  db: Db,
  name: N,
  query: PageQuery,
): Promise<Page<Objects[N]>> {
  const { limit = 10, starting_after, ending_before } = query;
  if (starting_after && ending_before) {
    throw invalidRequest("You cannot parameterize both starting_after and ending_before", {
      param: "starting_after",
    });
  }
  const values: unknown[] = [JSON.stringify(query.equal ?? {})];
  const value = (item: unknown) => `$${values.push(item)}`;
  // The name is one of ours, never the caller's: written out, it lets the planner use the partial indexes.
  const conditions = [`type = '${name}'`, "data @> $1", "not data ? 'deleted'"];
  for (const [bound, moment] of Object.entries(query.created ?? {})) {
    if (moment !== undefined)
      conditions.push(`created ${comparison[bound as keyof typeof comparison]} ${value(moment)}`);
  }
  for (const [field, unwanted] of Object.entries(query.not ?? {}))
    conditions.push(`not data->>'${field}' = any(${value(unwanted)})`);
  if (query.types) conditions.push(`data->>'type' = any(${value(query.types)})`);
  if (starting_after)
    conditions.push(`position < ${value(await positionOf(db, name, starting_after, "starting_after"))}`);
  if (ending_before)
    conditions.push(`position > ${value(await positionOf(db, name, ending_before, "ending_before"))}`);

  const rows = await db.query<{ data: Objects[N] }>(
    `select data from {objects} where ${conditions.join(" and ")}
     order by position ${ending_before ? "asc" : "desc"} limit ${limit + 1}`,
    values,
  );
  const data = rows.slice(0, limit).map((row) => row.data);
  if (ending_before) data.reverse();
  return { object: "list", data, has_more: rows.length > limit, url: query.url };
}

const comparison = { gt: ">", gte: ">=", lt: "<", lte: "<=" };

async function positionOf(db: Db, name: ObjectName, id: string, param: string): Promise<string> {
  const sql = "select position from {objects} where id = $1 and type = $2";
  const [row] = await db.query<{ position: string }>(sql, [id, name]);
  if (!row) throw resourceMissing(name, id, param);
  return row.position;
}
