import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError, invalidField } from "../../errors.ts";
import { cleanFileName } from "../../lib/file-name.ts";
import { isId } from "../../lib/ids.ts";
import { requireMember } from "../creators/index.ts";
import { cleanMediaType } from "./media-type.ts";
import { usedBytes } from "./queries.ts";
import { refuseFull } from "./refuse-full.ts";
import { refuseUnproved } from "./refuse-unproved.ts";

export type NewUpload = {
  id: string;
  sizeBytes: number;
  metadata: Record<string, string | null>;
};

/**
 * Announces a file: its row, `uploading`, under the id that the upload will have. Metadata: `creatorId` and `filename` must be
 * there, `filetype` may. Refuses everybody but editors and owners of that creator, suspended creators, and what the quota or the disk does
 * not hold. Nothing of name or type ever becomes part of a path.
 */
export async function createUpload(deps: Deps, user: User, upload: NewUpload): Promise<void> {
  const { creatorId, filename, filetype } = upload.metadata;
  if (!creatorId || !isId(creatorId))
    throw invalidField("creatorId", "Say in Upload-Metadata whose file this is (creatorId).");
  if (!filename) throw invalidField("filename", "Say in Upload-Metadata what the file is called (filename).");
  await requireMember(deps, user, creatorId, "editor");
  await refuseFull(deps, upload.sizeBytes);
  await announceFile(deps, {
    id: upload.id,
    creatorId,
    uploaderId: user.userId,
    name: filename,
    contentType: filetype ?? null,
    sizeBytes: upload.sizeBytes,
  });
}

export type AnnouncedFile = {
  id: string;
  creatorId: string;
  uploaderId: string | null;
  name: string;
  contentType: string | null;
  sizeBytes: number;
};

/** The row of a file whose bytes are to come. The creator's row is locked meanwhile: announcements at once cannot pass the quota together. */
export async function announceFile(deps: Pick<Deps, "db" | "clock">, file: AnnouncedFile): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const creator = await trx
      .selectFrom("creators")
      .select(["storage_quota_bytes", "suspended_at"])
      .where("id", "=", file.creatorId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!creator) throw new AppError("not_found");
    if (creator.suspended_at) throw new AppError("creator_suspended");
    const left = creator.storage_quota_bytes - (await usedBytes(trx, file.creatorId));
    if (file.sizeBytes > left) {
      const detail = `This file has ${file.sizeBytes} bytes; ${Math.max(0, left)} are left. Remove files or unfinished uploads.`;
      throw new AppError("quota_exceeded", detail);
    }
    if (file.uploaderId) await refuseUnproved(trx, file.uploaderId, file.sizeBytes);
    await trx
      .insertInto("files")
      .values({
        id: file.id,
        creator_id: file.creatorId,
        uploader_id: file.uploaderId,
        name: cleanFileName(file.name),
        size_bytes: file.sizeBytes,
        content_type: cleanMediaType(file.contentType),
        status: "uploading",
        created_at: deps.clock.now(),
      })
      .execute();
  });
}
