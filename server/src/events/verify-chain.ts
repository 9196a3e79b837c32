import type { Deps } from "../deps.ts";
import { CHAIN_START, chainHash, digestDetails, EVENT_TEXT, type EventText } from "./chain-hash.ts";
import { signatureOf } from "./export-checkpoint.ts";
import { SETTLED } from "./seal-events.ts";

/** A place known from elsewhere, such as an earlier verification: it proves that nothing before it was cut off. */
export type Anchor = { position: number; hash: string };

export type Verification = {
  sealed: number;
  checkpoints: number;
  /** Events whose details were erased, which the trail tells of as `events.erased`. */
  erased: number;
  /** The newest place of the chain; keep it outside this database. */
  end: Anchor;
  /** What is wrong, in plain words, the first hundred. Empty: nothing was changed, removed, added or reordered. */
  findings: string[];
};

const BATCH = 5000;
const MOST_FINDINGS = 100;

/**
 * Reads the whole trail and its chain, a batch at a time, and says what does not fit. `onProgress` hears how far it is after each
 * batch.
 */
export async function verifyChain(
  deps: Pick<Deps, "pool" | "auditKeys">,
  anchors: Anchor[] = [],
  onProgress: (position: number) => Promise<void> = async () => {},
): Promise<Verification> {
  const findings: string[] = [];
  const say = (line: string) => findings.length < MOST_FINDINGS && findings.push(line);
  const expected = new Map(anchors.map(({ position, hash }) => [position, hash]));
  let erased = 0;
  let position = 0;
  let hash: Buffer = CHAIN_START;
  for (;;) {
    const links = await readLinks(deps, position);
    for (const link of links) {
      if (link.position !== position + 1)
        say(`Positions ${position + 1} to ${link.position - 1} are missing.`);
      position = link.position;
      if (isErased(link)) erased += 1;
      for (const line of checkLink(link, hash)) say(line);
      hash = link.hash;
      const wanted = expected.get(position);
      if (wanted !== undefined && wanted !== hash.toString("hex"))
        say(`Position ${position} is not what it was when it was noted elsewhere.`);
      expected.delete(position);
    }
    await onProgress(position);
    if (links.length < BATCH) break;
  }
  for (const missing of expected.keys())
    say(`Position ${missing}, noted elsewhere, is gone: the end was cut off.`);
  const checkpoints = await checkCheckpoints(deps, position, say);
  await findIntruders(deps, say);
  return { sealed: position, checkpoints, erased, end: { position, hash: hash.toString("hex") }, findings };
}

type Link = EventText & {
  position: number;
  event_id: string;
  salt: Buffer | null;
  details_digest: Buffer;
  hash: Buffer;
  found: boolean;
};

async function readLinks({ pool }: Pick<Deps, "pool">, after: number): Promise<Link[]> {
  const { rows } = await pool.query<Link>(
    `select c.position, c.event_id::text, c.salt, c.details_digest, c.hash, e.id is not null as found, ${EVENT_TEXT}
     from event_chain c left join events e on e.id = c.event_id
     where c.position > $1 order by c.position limit ${BATCH}`,
    [after],
  );
  return rows;
}

function* checkLink(link: Link, before: Buffer): Generator<string> {
  const where = `event ${link.event_id} at position ${link.position}`;
  if (!link.found) {
    yield `The ${where} was removed.`;
    return;
  }
  if (!isErased(link) && (link.salt === null || !digestDetails(link.salt, link).equals(link.details_digest)))
    yield `The details of the ${where} were changed.`;
  if (!chainHash(before, link, link.details_digest).equals(link.hash))
    yield `The ${where} was changed, or what stood before it.`;
}

function isErased(link: Link): boolean {
  return link.found && link.salt === null && link.address === null && link.data === "{}";
}

async function checkCheckpoints(
  { pool, auditKeys }: Pick<Deps, "pool" | "auditKeys">,
  end: number,
  say: (line: string) => void,
): Promise<number> {
  type Row = { position: number; hash: Buffer; key_id: number; signature: Buffer; linked: Buffer | null };
  let after = 0;
  let count = 0;
  for (;;) {
    const { rows } = await pool.query<Row>(
      `select p.position, p.hash, p.key_id, p.signature, c.hash as linked
       from event_checkpoints p left join event_chain c on c.position = p.position
       where p.position > $1 order by p.position limit ${BATCH}`,
      [after],
    );
    for (const row of rows) {
      if (signatureOf(auditKeys, { ...row, keyId: row.key_id }) !== "ours")
        say(`The checkpoint at position ${row.position} is not signed by us.`);
      if (!row.linked?.equals(row.hash))
        say(`The chain at position ${row.position} is not what was signed there.`);
    }
    count += rows.length;
    after = rows.at(-1)?.position ?? after;
    if (rows.length === BATCH) continue;
    // The sealer writes both at once, so whoever wrote these had no key.
    if (after < end) say(`Positions ${after + 1} to ${end}, the newest, are signed by no checkpoint.`);
    return count;
  }
}

/** Events that appeared among others which were settled long before: no request can have written them. */
async function findIntruders({ pool }: Pick<Deps, "pool">, say: (line: string) => void): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select e.id::text from events e
     where e.id <= (${SETTLED}) and not exists (select 1 from event_chain c where c.event_id = e.id)
     order by e.id limit ${MOST_FINDINGS}`,
  );
  for (const { id } of rows) say(`The event ${id} was put in later.`);
}
