import { sql } from "kysely";
import type { User } from "../../access/viewer.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { isId } from "../../lib/ids.ts";
import { type Role, requireMember } from "../creators/index.ts";

export type FileRow = {
  id: string;
  creatorId: string;
  uploaderId: string | null;
  name: string;
  sizeBytes: number;
  contentType: string;
  sha256: string | null;
  status: "uploading" | "processing" | "ready" | "failed";
  createdAt: Date;
  readyAt: Date | null;
  /** Why it failed, in words for its creator. */
  failure: string | null;
};

/** The file with this id, or null; an id of any other form is no file. */
export async function findFile(db: Database, fileId: string): Promise<FileRow | null> {
  if (!isId(fileId)) return null;
  return (await selectFiles(db).where("id", "=", fileId).executeTakeFirst()) ?? null;
}

/** The file as a member of its creator sees it; everybody else gets the same `not_found` as for an id that does not exist. */
export async function getFileFor(
  deps: Pick<Deps, "db">,
  user: User,
  fileId: string,
  minimumRole: Role,
): Promise<FileRow> {
  const file = await findFile(deps.db, fileId);
  if (!file) throw new AppError("not_found");
  await requireMember(deps, user, file.creatorId, minimumRole);
  return file;
}

export function selectFiles(db: Database) {
  return db
    .selectFrom("files")
    .select([
      "id",
      "creator_id as creatorId",
      "uploader_id as uploaderId",
      "name",
      "size_bytes as sizeBytes",
      "content_type as contentType",
      "sha256",
      "status",
      "created_at as createdAt",
      "ready_at as readyAt",
      "failure",
    ]);
}

/** Bytes that count against a creator's quota: of finished files, and announced ones of uploads under way. */
export async function usedBytes(db: Database, creatorId: string): Promise<number> {
  const { used } = await db
    .selectFrom("files")
    .select(sql<number>`coalesce(sum(size_bytes), 0)::bigint`.as("used"))
    .where("creator_id", "=", creatorId)
    .where("status", "<>", "failed")
    .executeTakeFirstOrThrow();
  return used;
}
