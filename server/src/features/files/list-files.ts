import { sql } from "kysely";
import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError, invalidField } from "../../errors.ts";
import { decodeCursor, encodeCursor } from "../../lib/cursor.ts";
import { findCreatorByHandle, requireMember } from "../creators/index.ts";
import { type FileRow, selectFiles, usedBytes } from "./queries.ts";

export type FileList = {
  items: FileRow[];
  nextCursor: string | null;
  usage: { usedBytes: number; quotaBytes: number };
};

/** A creator's files for its members, newest first, uploads under way among them, and how much of the quota they take. */
export async function listFiles(
  deps: Pick<Deps, "db">,
  user: User,
  handle: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<FileList> {
  const creator = await findCreatorByHandle(deps, handle);
  if (!creator) throw new AppError("not_found");
  await requireMember(deps, user, creator.id, "analyst");

  let query = selectFiles(deps.db).where("creator_id", "=", creator.id);
  if (page.cursor !== undefined) {
    const after = decodeCursor(page.cursor, ["time", "uuid"]);
    if (!after) throw invalidField("cursor", "This is not a cursor of this list.");
    query = query.where(sql<boolean>`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  }
  const rows = await query
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(page.limit + 1)
    .execute();
  const items = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? items.at(-1) : undefined;
  return {
    items,
    nextCursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
    usage: { usedBytes: await usedBytes(deps.db, creator.id), quotaBytes: creator.storageQuotaBytes },
  };
}
