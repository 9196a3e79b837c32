import { decide, factsFinder, type User } from "../../access/index.ts";
import { TOGETHER } from "../../db/row-of-each.ts";
import type { Deps } from "../../deps.ts";
import { originOfOriginals } from "../../http/delivery-origin.ts";
import { batched } from "../../lib/batch.ts";
import { addSeconds } from "../../lib/clock.ts";
import { describeDevice } from "../../lib/describe-device.ts";
import { newId } from "../../lib/ids.ts";
import { sealTicket } from "../../lib/signing.ts";
import { refuseTicket } from "./refuse-ticket.ts";

export type NewDownload = { id: string; url: string; expiresAt: string };
type Wish = { fileId: string; address: string | null; userAgent: string | null; country: string | null };

/**
 * Makes downloads: decides, and if the viewer may have the file, writes the download and answers its ticket, a URL that works for
 * this viewer only and must be started before `expiresAt`. Refuses with the decision's reason, after recording it. Decisions that
 * are in flight together are one query, and what they write is one statement.
 */
export function downloadMaker(deps: Deps): (user: User, wish: Wish) => Promise<NewDownload> {
  const findFacts = factsFinder(deps.gatePool);
  const write = downloadWriter(deps);

  return async (user, { fileId, address, userAgent, country }) => {
    const { userId, sessionId } = user;
    const facts = await findFacts({ userId, sessionId, country, at: deps.clock.now() }, fileId);
    const decision = decide(facts, { purpose: "download", signedIn: true });
    if (!decision.allowed || facts === null) {
      const reason = decision.allowed ? "not_found" : decision.reason;
      const creatorId = facts?.file.creatorId;
      throw await refuseTicket(deps, user, {
        kind: "download",
        reason,
        fileId,
        creatorId,
        address,
        userAgent,
        country,
      });
    }

    const device = describeDevice(userAgent ?? "");
    const id = newId();
    const now = deps.clock.now();
    const startBy = addSeconds(now, deps.config.DOWNLOAD_START_SECONDS);
    const grant = decision.because;
    await write({
      id,
      at: now,
      user_id: user.userId,
      creator_id: facts.file.creatorId,
      file_id: fileId,
      session_id: user.sessionId,
      because: grant.kind,
      address,
      user_agent: userAgent?.slice(0, 300) ?? null,
      country,
      device,
      product_id: grant.kind === "purchase" ? grant.productId : null,
      purchase_id: grant.kind === "purchase" ? grant.purchaseId : null,
      start_by: startBy,
    });

    deps.metrics.tickets.inc({ grant: grant.kind, kind: "download" });
    const expiresAt = Math.floor(startBy.getTime() / 1000);
    const ticket = sealTicket(deps.ticketKeys, { downloadId: id, viewerId: user.userId, expiresAt });
    return {
      id,
      url: `${originOfOriginals(deps.config)}/api/v1/downloads/${ticket}`,
      expiresAt: startBy.toISOString(),
    };
  };
}

/** What is written of a new download, in the order of the statement. */
const COLUMNS = {
  id: "uuid",
  at: "timestamptz",
  user_id: "uuid",
  creator_id: "uuid",
  file_id: "uuid",
  session_id: "uuid",
  because: "text",
  address: "text",
  user_agent: "text",
  country: "text",
  device: "text",
  product_id: "uuid",
  purchase_id: "uuid",
  start_by: "timestamptz",
} as const;
const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
type NewRow = Record<keyof typeof COLUMNS, string | Date | null>;

/**
 * One statement for both rows: the event and the download stand or fall together without a transaction's round trips.
 */
const statement = {
  name: "create-downloads",
  text: `with made as materialized (
      select m.* from unnest(${NAMES.map((name, index) => `$${index + 1}::${COLUMNS[name]}[]`).join(", ")}) as m (${NAMES.join(", ")})),
    event as (
      insert into events (at, type, actor_id, creator_id, subject_type, subject_id, address, data)
      select at, 'download.created', user_id, creator_id, 'file', file_id::text, address,
        jsonb_build_object('download', id, 'because', because, 'country', country, 'device', device, 'session', session_id)
      from made)
    insert into downloads (id, created_at, user_id, file_id, session_id, because, address, user_agent, product_id, purchase_id, start_by)
    select id, at, user_id, file_id, session_id, because, address, user_agent, product_id, purchase_id, start_by from made`,
};

function downloadWriter({ gatePool }: Pick<Deps, "gatePool">): (row: NewRow) => Promise<void> {
  const insert = (rows: NewRow[]) =>
    gatePool.query({ ...statement, values: NAMES.map((name) => rows.map((row) => row[name])) });
  const write = batched<NewRow, Error | null>(async (rows) => {
    try {
      await insert(rows);
      return rows.map(() => null);
    } catch (error) {
      if (rows.length === 1) throw error;
      // One that cannot be written, because its file was deleted in this moment, must not spoil the others'.
      return Promise.all(
        rows.map((row) =>
          insert([row]).then(
            () => null,
            (failed: Error) => failed,
          ),
        ),
      );
    }
  }, TOGETHER);
  return async (row) => {
    const failed = await write(row);
    if (failed) throw failed;
  };
}
