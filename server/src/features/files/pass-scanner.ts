import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { addSeconds } from "../../lib/clock.ts";
import type { FileRow } from "./queries.ts";
import { statOrNull } from "./stat-or-null.ts";
import { uploadPath } from "./upload-path.ts";

type Parts = Pick<Deps, "db" | "clock" | "storage" | "scanner" | "jobs" | "log">;

/** A scanner that is away is asked again after so long. */
const AGAIN_SECONDS = 60;
const CHUNK = 256 * 1024;

/**
 * Whether the bytes of a complete upload may become a file. Refuses infected ones with `file_infected`: the file has failed then,
 * for good, and its bytes are removed. While the scanner cannot tell, the answer is no for now, and a job finishes the upload later.
 */
export async function passScanner(deps: Parts, file: FileRow): Promise<boolean> {
  const { scanner } = deps;
  if (!scanner) return true;
  const path = uploadPath(deps, file.id);
  // Only what has passed is ever moved away from there; whoever died after that goes on.
  if (!(await statOrNull(path))) return true;
  let found: string;
  try {
    const verdict = await scanner.scan(createReadStream(path, { highWaterMark: CHUNK }));
    if (verdict.clean) return true;
    found = verdict.found;
  } catch (error) {
    deps.log.error({ err: error, fileId: file.id }, "an upload is held, because it could not be scanned");
    const runAt = addSeconds(deps.clock.now(), AGAIN_SECONDS);
    await deps.jobs.add(
      deps.db,
      "finish-upload",
      { fileId: file.id },
      { key: `finish-upload:${file.id}`, runAt },
    );
    return false;
  }
  const failure = `The virus scanner found ${found} in it. Nobody can get it; its bytes were removed.`;
  await refuse(deps, file, { found, failure });
  await rm(path, { force: true });
  throw new AppError("file_infected", failure);
}

async function refuse(
  deps: Parts,
  file: FileRow,
  { found, failure }: { found: string; failure: string },
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const changed = await trx
      .updateTable("files")
      .set({ status: "failed", failure })
      .where("id", "=", file.id)
      .where("status", "=", "processing")
      .returning(["name", "sha256"])
      .executeTakeFirst();
    if (!changed) return;
    await recordEvent(trx, deps.clock, {
      type: "file.infected",
      actorId: file.uploaderId,
      creatorId: file.creatorId,
      subject: { type: "file", id: file.id },
      data: { name: changed.name, found, sizeBytes: file.sizeBytes, sha256: changed.sha256 },
    });
  });
}
