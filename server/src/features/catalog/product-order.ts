import { type RawBuilder, sql } from "kysely";
import { AppError } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import type { sorts } from "./schemas.ts";

export type Sort = (typeof sorts)[number];

type Order = {
  direction: "asc" | "desc";
  /** SQL type of the key, and how a cursor carries it. */
  type: "timestamptz" | "integer" | "real";
  kind: "time" | "integer" | "number";
};

/** How each order runs; ties are broken by id in the same direction, as the indexes do. */
export const ORDERS: Record<Sort, Order> = {
  relevance: { direction: "desc", type: "real", kind: "number" },
  new: { direction: "desc", type: "timestamptz", kind: "time" },
  popular: { direction: "desc", type: "integer", kind: "integer" },
  price_asc: { direction: "asc", type: "integer", kind: "integer" },
  price_desc: { direction: "desc", type: "integer", kind: "integer" },
};

/** Where a page begins: after the row with this key and id. `loose` says which search the list belongs to. */
export type Place = { loose: boolean; key: string | number; id: string };

/** Reads a cursor of this order; refuses those of another. */
export function readPlace(cursor: string, sort: Sort): Place {
  const parts = decodeCursor(cursor, ["string", ORDERS[sort].kind, "uuid"]);
  const loose = parts?.[0] === `${sort}~`;
  if (!parts || (!loose && parts[0] !== sort))
    throw new AppError("invalid_input", "The cursor does not fit.");
  return { loose, key: parts[1], id: parts[2] };
}

export function writePlace(sort: Sort, place: Place): string {
  return encodeCursor([place.loose ? `${sort}~` : sort, place.key, place.id]);
}

/** The condition that leaves only what comes after `place`, for rows of products `p` sorted by `key`. */
export function afterPlace(sort: Sort, key: RawBuilder<unknown>, place: Place): RawBuilder<boolean> {
  const { direction, type } = ORDERS[sort];
  const after = sql.raw(direction === "asc" ? ">" : "<");
  return sql<boolean>`(${key}, p.id) ${after} (${place.key}::${sql.raw(type)}, ${place.id}::uuid)`;
}
