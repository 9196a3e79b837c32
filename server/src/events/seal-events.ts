import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { Deps } from "../deps.ts";
import { CHAIN_START, chainHash, digestDetails, EVENT_TEXT, type EventText, timeText } from "./chain-hash.ts";
import {
  CHECKPOINT,
  type SignedCheckpoint,
  signatureOf,
  signCheckpoint,
  VERSION,
} from "./sign-checkpoint.ts";

type Parts = Pick<Deps, "pool" | "auditKeys">;

const BATCH = 2000;
/** Any fixed number that nothing else uses as an advisory lock. */
const SEAL_LOCK = 8_624_037_128;

/**
 * Job: adds what has been committed since to the chain, and a signed checkpoint. There is one writer at a time, whoever else asks
 * finds nothing to do; requests never wait for it. `onProgress` hears how many it has sealed after each round. Answers how many
 * events it sealed.
 */
export async function sealEvents(
  deps: Parts,
  onProgress: (sealed: number) => Promise<void> = async () => {},
): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await sealBatch(deps);
    sealed += count;
    await onProgress(sealed);
    if (count < BATCH) return sealed;
  }
}

async function sealBatch({ pool, auditKeys }: Parts): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock($1)", [SEAL_LOCK]);
    const count = await extendChain(client, auditKeys);
    await client.query("commit");
    return count;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

async function extendChain(client: pg.PoolClient, keys: Parts["auditKeys"]): Promise<number> {
  const end = await findEnd(client, keys);
  const events = await findUnsealed(client, end.lookedUpTo);
  if (events.length === 0) return 0;
  let hash = end.hash;
  const links = events.map((event, index) => {
    const salt = randomBytes(16);
    const digest = digestDetails(salt, event);
    hash = chainHash(hash, event, digest);
    return { position: end.position + index + 1, eventId: event.id, salt, digest, hash };
  });
  await client.query(
    `insert into event_chain (position, event_id, salt, details_digest, hash)
     select * from unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[])`,
    [
      links.map((link) => link.position),
      links.map((link) => link.eventId),
      links.map((link) => link.salt),
      links.map((link) => link.digest),
      links.map((link) => link.hash),
    ],
  );
  // Of a full round nothing is known above its last event: what waits there is still to be sealed.
  const seenUpTo = events.length < BATCH ? end.newestEventId : Number(events.at(-1)!.id);
  const settledEventId = Math.max(end.lookedUpTo, Math.min(end.settledEventId, seenUpTo));
  const position = end.position + links.length;
  const checkpoint = { ...end, version: VERSION, position, hash, settledEventId };
  await client.query(
    `insert into event_checkpoints
       (version, position, hash, at, newest_event_id, running_before, settled_event_id, key_id, signature)
     values ($1, $2, $3, $4::timestamp at time zone 'utc', $5, $6, $7, $8, $9)`,
    [
      checkpoint.version,
      checkpoint.position,
      checkpoint.hash,
      checkpoint.at,
      checkpoint.newestEventId,
      checkpoint.runningBefore,
      checkpoint.settledEventId,
      keys.current.id,
      signCheckpoint(keys.current, checkpoint),
    ],
  );
  return links.length;
}

type Now = { at: string; newestEventId: number; runningBefore: string; settledEventId: number };
/** `lookedUpTo`: the round looks for events above this number only. */
type End = Now & { position: number; hash: Buffer; lookedUpTo: number };

/**
 * Where the chain goes on, and what is known now, before the events are looked for. Refuses an end that we have not signed: to sign
 * what follows it would vouch for whatever was put there. One that was signed with a key that is no longer ours goes on, and every
 * verification says so. What a signed end calls settled stays so, whatever the rows before it say by now: the events up to there
 * are sealed. What is settled since is signed after it was looked through, never before.
 */
async function findEnd(client: pg.PoolClient, keys: Parts["auditKeys"]): Promise<End> {
  const { rows } = await client.query<Now & { end_position: number | null; end_hash: Buffer | null }>(
    `select ${timeText("clock_timestamp()")} as at, (select coalesce(max(id), 0) from events) as "newestEventId",
       pg_snapshot_xmax(pg_current_snapshot())::text as "runningBefore", (${SETTLED}) as "settledEventId",
       c.position as end_position, c.hash as end_hash
     from (values (1)) one left join (select position, hash from event_chain order by position desc limit 1) c on true`,
  );
  const { end_position: position, end_hash: hash, ...now } = rows[0]!;
  if (position === null || hash === null) return { ...now, position: 0, hash: CHAIN_START, lookedUpTo: 0 };
  const found = await client.query<SignedCheckpoint>(
    `select ${CHECKPOINT} from event_checkpoints p where p.position = $1 and p.hash = $2`,
    [position, hash],
  );
  const signed = found.rows[0];
  if (!signed || signatureOf(keys, signed) === "wrong")
    throw new Error(
      `The end of the event chain at position ${position} is not signed by us: verify the trail`,
    );
  // Earlier versions did not sign it, or called settled what a full round had left waiting: all is looked through once more.
  const lookedUpTo = signed.version < VERSION ? 0 : signed.settledEventId;
  return { ...now, position, hash, lookedUpTo };
}

/**
 * Numbers are given before their events are committed, so a lower number can appear after a higher one. Everything above the
 * number that was signed as settled is looked at again.
 */
async function findUnsealed(client: pg.PoolClient, lookedUpTo: number): Promise<EventText[]> {
  const { rows } = await client.query<EventText>(
    `select ${EVENT_TEXT} from events e
     where e.id > $1 and not exists (select 1 from event_chain c where c.event_id = e.id)
     order by e.id limit ${BATCH}`,
    [lookedUpTo],
  );
  return rows;
}

/**
 * Up to this number nothing can appear any more: all transactions that had taken one of these numbers have ended. A transaction
 * takes its number an instant before it is visible as running, hence the second checkpoint, a second later. One that has run for
 * a day is not waited for: after a restore into another cluster its number means nothing.
 */
const SETTLED = `select coalesce((
  select c.newest_event_id from event_checkpoints c, lateral (
    select at from event_checkpoints
    where running_before <= pg_snapshot_xmin(pg_current_snapshot()) or at < clock_timestamp() - interval '1 day'
    order by position desc limit 1) later
  where c.at <= later.at - interval '1 second'
  order by c.position desc limit 1), 0)`;
