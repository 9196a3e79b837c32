import { createHash } from "node:crypto";
import { decide, findFacts, isThroughPost, NOBODY, type User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { countAlike } from "../../events/count-alike.ts";
import { recordEvents } from "../../events/record-event.ts";
import { originOfOriginals } from "../../http/delivery-origin.ts";
import { describeDevice } from "../../lib/describe-device.ts";
import { newId } from "../../lib/ids.ts";
import { sealViewTicket } from "../../lib/signing.ts";
import type { Refusal } from "./denial.ts";

/** A link to show or play a file in a page; `contentType` is what its bytes are. */
export type View = {
  id: string;
  fileId: string;
  url: string;
  /** Of a film: one of its frames. */
  posterUrl: string | null;
  contentType: string;
  expiresAt: string;
};
export type Minted = { ok: true; view: View } | { ok: false; reason: Refusal; creatorId: string | undefined };

/** The file itself, as it was uploaded; other numbers are the width of a picture made of it. */
const ORIGINAL = 0;
/** As wide as a page shows a picture on a dense screen. */
const SHOWN_WIDTH = 1280;

/**
 * Decides of each of these files, in one query however many, whether the user (null: a visitor) may be shown it, and makes view tickets of those:
 * nothing is stored but one event for each creator, and less than one of what is asked for over and over. Refusals are answered, not recorded: a page asked, not the person.
 */
export async function mintViews(
  deps: Deps,
  user: User | null,
  input: {
    fileIds: readonly string[];
    address: string | null;
    userAgent: string | null;
    country: string | null;
  },
): Promise<Map<string, Minted>> {
  const fileIds = [...new Set(input.fileIds)];
  const { userId, sessionId } = user ?? { userId: null, sessionId: null };
  const facts = await findFacts(
    deps.pool,
    { userId, sessionId, country: input.country, at: deps.clock.now() },
    fileIds,
  );
  const sizes = await widthsOf(deps, fileIds);
  const expiresAt = Math.floor(deps.clock.now().getTime() / 1000) + deps.config.VIEW_TICKET_SECONDS;
  const seen: { creatorId: string; view: View }[] = [];
  const mint = (fileId: string): Minted => {
    const found = facts.get(fileId) ?? null;
    const creatorId = found?.file.creatorId;
    const decision = decide(found, { purpose: "view", signedIn: user !== null, finishing: true });
    if (!decision.allowed) return { ok: false, reason: decision.reason, creatorId };
    const original = found!.file.viewType;
    const widths = sizes.get(fileId);
    const isPicture = original?.startsWith("image/") === true;
    const variant = isPicture ? variantOf(widths ?? []) : ORIGINAL;
    const poster = isPicture ? ORIGINAL : variantOf(widths ?? []);
    // A picture in a post is shown without what its file says of place, time and camera: not yet, or not at all.
    const isBare = isPicture && variant === ORIGINAL && isThroughPost(decision.because);
    if (original === null || isBare) return { ok: false, reason: "not_viewable", creatorId };
    const contentType = variant === ORIGINAL ? original : "image/webp";
    const viewId = newId();
    const viewerId = userId ?? NOBODY;
    const urlOf = (form: number) => {
      const ticket = sealViewTicket(deps.viewKeys, { viewId, viewerId, fileId, variant: form, expiresAt });
      return `${originOfOriginals(deps.config)}/api/v1/views/${ticket}`;
    };
    const view = {
      id: viewId,
      fileId,
      url: urlOf(variant),
      posterUrl: poster === ORIGINAL ? null : urlOf(poster),
      contentType,
      expiresAt: new Date(expiresAt * 1000).toISOString(),
    };
    deps.metrics.tickets.inc({ grant: decision.because.kind, kind: "view" });
    seen.push({ creatorId: creatorId!, view });
    return { ok: true, view };
  };
  const minted = new Map(fileIds.map((fileId) => [fileId, mint(fileId)]));
  const about = {
    country: input.country,
    device: describeDevice(input.userAgent ?? ""),
    session: sessionId,
  };
  const events = await Promise.all(
    [...Map.groupBy(seen, ({ creatorId }) => creatorId)].map(async ([creatorId, of]) => {
      const files = of.map(({ view }) => view.fileId);
      const count = await countAlike(deps, alikeKey({ userId, network: input.address, creatorId, files }));
      return {
        count,
        type: "view.created" as const,
        actorId: userId,
        creatorId,
        ...(files.length === 1 ? { subject: { type: "file", id: files[0]! } } : {}),
        address: input.address,
        data: { files, views: of.map(({ view }) => view.id), ...about, ...(count > 1 && { count }) },
      };
    }),
  );
  await recordEvents(
    deps.db,
    deps.clock,
    events.filter(({ count }) => count > 0),
  );
  return minted;
}

/** What a person is shown again; of visitors, who are nobody, whatever one network is shown of a creator. */
function alikeKey(shown: {
  userId: string | null;
  network: string | null;
  creatorId: string;
  files: string[];
}): string {
  const { userId, network, creatorId, files } = shown;
  if (userId === null) return `seen:${network}:${creatorId}`;
  return `seen:${userId}:${createHash("sha256").update(files.toSorted().join()).digest("base64url")}`;
}

/** The sizes of those files that were read; none of a picture that could not be. */
async function widthsOf({ pool }: Pick<Deps, "pool">, fileIds: string[]): Promise<Map<string, number[]>> {
  const { rows } = await pool.query<{ file_id: string; widths: number[] }>({
    name: "view-widths",
    text: "select file_id, widths from file_media where file_id = any($1::uuid[])",
    values: [fileIds],
  });
  return new Map(rows.map(({ file_id, widths }) => [file_id, widths]));
}

function variantOf(widths: number[]): number {
  const fitting = widths.filter((width) => width <= SHOWN_WIDTH);
  return widths.length === 0 ? ORIGINAL : Math.max(...(fitting.length > 0 ? fitting : widths));
}
