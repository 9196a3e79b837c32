import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { downloadMaker } from "./create-download.ts";
import { openServedLog } from "./served-log.ts";
import { downloadStarter } from "./start-download.ts";

/**
 * Takes in a download that somebody finished without our door (demo content, a shop moved here from elsewhere), as of the clock's
 * time. It is decided like any other, and refused like any other.
 */
export async function recordServedDownload(
  deps: Deps,
  user: User,
  input: { fileId: string; address: string; userAgent: string },
): Promise<void> {
  const { id } = await downloadMaker(deps)(user, {
    ...input,
    country: deps.geo.countryOf(input.address),
  });
  await downloadStarter(deps)({ id, sessionId: user.sessionId });
  const { because, size_bytes, creator_id } = await deps.db
    .selectFrom("downloads as d")
    .innerJoin("files as f", "f.id", "d.file_id")
    .select(["d.because", "f.size_bytes", "f.creator_id"])
    .where("d.id", "=", id)
    .executeTakeFirstOrThrow();
  const served = openServedLog(deps);
  const end = served.begin({
    kind: "download",
    ticketId: id,
    userId: user.userId,
    fileId: input.fileId,
    creatorId: creator_id,
    because,
    opened: "start",
    start: 0,
    address: input.address,
    userAgent: input.userAgent,
    counted: false,
  });
  end({ bytes: Number(size_bytes), toEnd: true, cut: null });
  await served.close();
}
