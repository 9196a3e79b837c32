import { resourceMissing } from "../wire/errors.ts";
import type { Db } from "./database.ts";
import type { Internal, Named, ObjectName, Objects } from "./types.ts";

type Stored<N extends ObjectName> = { object: Objects[N]; internal: Internal<N> };

type Tombstone = { id: string; object: ObjectName; deleted: true };

/** Adds a new object to its list. */
export async function insertObject<N extends ObjectName>(
  db: Db,
  object: Named<N>,
  internal?: Internal<N>,
): Promise<void> {
  await db.query("insert into {objects} (id, type, created, data, internal) values ($1, $2, $3, $4, $5)", [
    object.id,
    object.object,
    createdAt(object),
    JSON.stringify(object),
    JSON.stringify(internal ?? {}),
  ]);
}

/** Adds an object, or writes it over the one that has its id, a deleted one too. */
export async function putObject<N extends ObjectName>(
  db: Db,
  object: Named<N>,
  internal: Internal<N>,
): Promise<void> {
  await db.query(
    `insert into {objects} (id, type, created, data, internal) values ($1, $2, $3, $4, $5)
     on conflict (id) do update set data = excluded.data, internal = excluded.internal`,
    [object.id, object.object, createdAt(object), JSON.stringify(object), JSON.stringify(internal)],
  );
}

/** The object with what belongs to it, or undefined when there is none or it was deleted. */
export async function findObject<N extends ObjectName>(
  db: Db,
  name: N,
  id: string,
): Promise<Stored<N> | undefined> {
  return select(db, name, id, "");
}

/** The object, or Stripe's 404 that names the request field `param`. */
export async function getObject<N extends ObjectName>(
  db: Db,
  name: N,
  id: string,
  param?: string,
): Promise<Objects[N]> {
  const found = await findObject(db, name, id);
  if (!found) throw resourceMissing(name, id, param);
  return found.object;
}

/** The object, or the little that is shown of a deleted one, or undefined. */
export async function findEvenDeleted<N extends ObjectName>(
  db: Db,
  name: N,
  id: string,
): Promise<Objects[N] | Tombstone | undefined> {
  const [row] = await db.query<{ data: Objects[N] | Tombstone }>(
    "select data from {objects} where id = $1 and type = $2",
    [id, name],
  );
  return row?.data;
}

/** As `findEvenDeleted`, or Stripe's 404. */
export async function getEvenDeleted<N extends ObjectName>(
  db: Db,
  name: N,
  id: string,
): Promise<Objects[N] | Tombstone> {
  const found = await findEvenDeleted(db, name, id);
  if (!found) throw resourceMissing(name, id);
  return found;
}

/** Deletes the object as the API does: its id stays known, and no list shows it. */
export async function replaceByTombstone(db: Db, object: ObjectName, id: string): Promise<Tombstone> {
  const tombstone: Tombstone = { id, object, deleted: true };
  await db.query("update {objects} set data = $2, internal = '{}' where id = $1", [
    id,
    JSON.stringify(tombstone),
  ]);
  return tombstone;
}

/** The object, with its row held until the transaction ends: whoever changes it too has to wait. */
export async function lockObject<N extends ObjectName>(
  db: Db,
  name: N,
  id: string,
  param?: string,
): Promise<Stored<N>> {
  const found = await select(db, name, id, "for update");
  if (!found) throw resourceMissing(name, id, param);
  return found;
}

/** Writes the object's new state over the old. */
export async function saveObject<N extends ObjectName>(db: Db, object: Named<N>): Promise<void> {
  await db.query("update {objects} set data = $2 where id = $1", [object.id, JSON.stringify(object)]);
}

/** Writes what belongs to the object and is not shown. */
export async function saveInternal<N extends ObjectName>(
  db: Db,
  id: string,
  internal: Internal<N>,
): Promise<void> {
  await db.query("update {objects} set internal = $2 where id = $1", [id, JSON.stringify(internal)]);
}

/** The newest object whose fields equal those given, or undefined. */
export async function findWhere<N extends ObjectName>(
  db: Db,
  name: N,
  fields: Partial<Objects[N]>,
): Promise<Objects[N] | undefined> {
  const rows = await db.query<{ data: Objects[N] }>(
    `select data from {objects} where type = $1 and type <> 'event' and data @> $2 order by position desc limit 1`,
    [name, JSON.stringify(fields)],
  );
  return rows[0]?.data;
}

/** All objects one of whose fields has one of the values, in no order. */
export async function findMany<N extends ObjectName>(
  db: Db,
  name: N,
  field: keyof Objects[N] & string,
  values: string[],
): Promise<Objects[N][]> {
  const column = field === "id" ? "id" : `data->>'${field}'`;
  const rows = await db.query<{ data: Objects[N] }>(
    `select data from {objects} where type = $1 and ${column} = any($2) and not data ? 'deleted'`,
    [name, values],
  );
  return rows.map((row) => row.data);
}

async function select<N extends ObjectName>(db: Db, name: N, id: string, locking: "" | "for update") {
  const rows = await db.query<{ data: Objects[N]; internal: Internal<N> }>(
    `select data, internal from {objects} where id = $1 and type = $2 and not data ? 'deleted' ${locking}`,
    [id, name],
  );
  return rows[0] && { object: rows[0].data, internal: rows[0].internal };
}

/** Invoice items alone call it their date. */
function createdAt(object: { created: number } | { date: number }): number {
  return "created" in object ? object.created : object.date;
}
