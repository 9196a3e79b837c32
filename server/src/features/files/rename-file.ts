import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import { cleanFileName } from "../../lib/file-name.ts";
import { refreshFileKinds } from "../catalog/index.ts";
import { type FileRow, getFileFor } from "./queries.ts";

/** Gives a file another name, under which buyers will save it from now on; it is cleaned first. Editors and owners. */
export async function renameFile(deps: Deps, user: User, fileId: string, name: string): Promise<FileRow> {
  const file = await getFileFor(deps, user, fileId, "editor");
  const renamed = cleanFileName(name);
  if (renamed === file.name) return file;
  await deps.db.transaction().execute(async (trx) => {
    await trx.updateTable("files").set({ name: renamed }).where("id", "=", fileId).execute();
    await refreshFileKinds(trx, { fileId });
    await recordEvent(trx, deps.clock, {
      type: "file.renamed",
      actorId: user.userId,
      creatorId: file.creatorId,
      subject: { type: "file", id: fileId },
      data: { from: file.name, to: renamed },
    });
  });
  return { ...file, name: renamed };
}
