import type { Deps } from "../deps.ts";
import { CHAIN_START, chainHash, digestDetails, EVENT_TEXT, type EventText } from "./chain-hash.ts";
import { checkOrder } from "./check-order.ts";
import { CHECKPOINT, type SignedCheckpoint, signatureOf } from "./sign-checkpoint.ts";
import { readErasures } from "./told-erasures.ts";

/** A place known from elsewhere, such as an earlier verification: it proves that nothing before it was cut off. */
export type Anchor = { position: number; hash: string };

export type Verification = {
  sealed: number;
  checkpoints: number;
  /** Events whose details were erased; an `events.erased` of the trail tells of each, else it is among the findings. */
  erased: number;
  /** The newest place of the chain; keep it outside this database. */
  end: Anchor;
  /** What is wrong, in plain words, the first hundred. Empty: nothing was changed, removed, added or reordered. */
  findings: string[];
};

type Parts = Pick<Deps, "pool" | "auditKeys"> & { config: Pick<Deps["config"], "NODE_ENV"> };
type Say = (line: string) => void;

const BATCH = 5000;
const MOST_FINDINGS = 100;

/**
 * Reads the whole trail and its chain, a batch at a time, and says what does not fit. `onProgress` hears how far it is after each
 * batch. What the order of events proves is said at {@link checkOrder}.
 */
export async function verifyChain(
  deps: Parts,
  anchors: Anchor[] = [],
  onProgress: (position: number) => Promise<void> = async () => {},
): Promise<Verification> {
  const findings: string[] = [];
  const say: Say = (line) => void (findings.length < MOST_FINDINGS && findings.push(line));
  const expected = new Map(anchors.map(({ position, hash }) => [position, hash]));
  const order = checkOrder(deps.config, say);
  const untoldUntil = await findFirstSigned(deps);
  let [erased, checkpoints, position, signedUntil] = [0, 0, 0, 0];
  let hash: Buffer = CHAIN_START;
  for (;;) {
    const links = await readLinks(deps, position);
    const signed = await readCheckpoints(deps, position, links.at(-1)?.position ?? position);
    const gone = links.filter(isErased);
    // Read after the links: what has gone meanwhile was told of when it went.
    const erasures = await readErasures(deps, gone, untoldUntil);
    erased += gone.length;
    for (const link of gone.filter((each) => !erasures.tells(each)))
      say(`The details of the ${place(link)} were changed: they are gone, and no erasure tells of them.`);
    for (const link of links) {
      if (link.position !== position + 1)
        say(`Positions ${position + 1} to ${link.position - 1} are missing.`);
      position = link.position;
      for (const line of checkLink(link, hash)) say(line);
      hash = link.hash;
      const wanted = expected.get(position);
      if (wanted !== undefined && wanted !== hash.toString("hex"))
        say(`Position ${position} is not what it was when it was noted elsewhere.`);
      expected.delete(position);
      if (link.found) order.link(link);
      const checkpoint = signed.get(position);
      if (!checkpoint) continue;
      signedUntil = position;
      checkpoints += 1;
      order.checkpoint(checkCheckpoint(deps, checkpoint, hash, say));
    }
    await onProgress(position);
    if (links.length < BATCH) break;
  }
  for (const missing of expected.keys())
    say(`Position ${missing}, noted elsewhere, is gone: the end was cut off.`);
  // The sealer writes both at once, so whoever wrote these had no key.
  if (signedUntil < position)
    say(`Positions ${signedUntil + 1} to ${position}, the newest, are signed by no checkpoint.`);
  await findLooseCheckpoints(deps, say);
  await findIntruders(deps, order.settled(), say);
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

async function readLinks({ pool }: Parts, after: number): Promise<Link[]> {
  const { rows } = await pool.query<Link>(
    `select c.position, c.event_id::text, c.salt, c.details_digest, c.hash, e.id is not null as found, ${EVENT_TEXT}
     from event_chain c left join events e on e.id = c.event_id
     where c.position > $1 order by c.position limit ${BATCH}`,
    [after],
  );
  return rows;
}

function* checkLink(link: Link, before: Buffer): Generator<string> {
  if (!link.found) {
    yield `The ${place(link)} was removed.`;
    return;
  }
  if (!isErased(link) && (link.salt === null || !digestDetails(link.salt, link).equals(link.details_digest)))
    yield `The details of the ${place(link)} were changed.`;
  if (!chainHash(before, link, link.details_digest).equals(link.hash))
    yield `The ${place(link)} was changed, or what stood before it.`;
}

function isErased(link: Link): boolean {
  return link.found && link.salt === null && link.address === null && link.data === "{}";
}

function place(link: Link): string {
  return `event ${link.event_id} at position ${link.position}`;
}

async function readCheckpoints(
  { pool }: Parts,
  after: number,
  until: number,
): Promise<Map<number, SignedCheckpoint>> {
  const { rows } = await pool.query<SignedCheckpoint>(
    `select ${CHECKPOINT} from event_checkpoints p where p.position > $1 and p.position <= $2`,
    [after, until],
  );
  return new Map(rows.map((row) => [row.position, row]));
}

/** The checkpoint when all of it may be believed. */
function checkCheckpoint(
  { auditKeys }: Parts,
  checkpoint: SignedCheckpoint,
  linked: Buffer,
  say: Say,
): SignedCheckpoint | null {
  const isOurs = signatureOf(auditKeys, checkpoint) === "ours";
  if (!isOurs) say(`The checkpoint at position ${checkpoint.position} is not signed by us.`);
  if (!linked.equals(checkpoint.hash))
    say(`The chain at position ${checkpoint.position} is not what was signed there.`);
  return isOurs && checkpoint.version > 1 ? checkpoint : null;
}

/** The newest number that the first checkpoint knew that signs everything: what is older is of the time before. */
async function findFirstSigned({ pool, auditKeys }: Parts): Promise<number> {
  const { rows } = await pool.query<SignedCheckpoint>(
    `select ${CHECKPOINT} from event_checkpoints p where p.version > 1 order by p.position limit 1`,
  );
  if (!rows[0]) return Number.POSITIVE_INFINITY;
  return signatureOf(auditKeys, rows[0]) === "ours" ? rows[0].newestEventId : 0;
}

/** Of places that the chain has not. */
async function findLooseCheckpoints({ pool }: Parts, say: Say): Promise<void> {
  const { rows } = await pool.query<{ position: number }>(
    `select position from event_checkpoints p
     where not exists (select 1 from event_chain c where c.position = p.position)
     order by position limit ${MOST_FINDINGS}`,
  );
  for (const { position } of rows) say(`The chain at position ${position} is not what was signed there.`);
}

/**
 * Events that appeared among others which were settled long before, by what was signed: no request can have written them.
 */
async function findIntruders({ pool }: Parts, settled: number, say: Say): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `select e.id::text from events e
     where e.id <= $1 and not exists (select 1 from event_chain c where c.event_id = e.id)
     order by e.id limit ${MOST_FINDINGS}`,
    [settled],
  );
  for (const { id } of rows) say(`The event ${id} was put in later.`);
}
