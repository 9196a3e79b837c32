import type { User } from "../../access/viewer.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { isId } from "../../lib/ids.ts";
import type { NewUpload } from "./create-upload.ts";

/** So many are told one by one; whoever goes on is told of already. */
const TOLD = { name: "refused-uploads-told", max: 60, seconds: 3600 };

/** Notes an upload that was refused, for the alerts; what is only a mistyped request is not worth a line. */
export async function recordRefusedUpload(
  deps: Deps,
  user: User,
  upload: Omit<NewUpload, "id">,
  error: unknown,
): Promise<void> {
  if (!(error instanceof AppError) || error.code === "invalid_input") return;
  if (
    await limitRate(deps, TOLD, user.userId).then(
      () => false,
      () => true,
    )
  )
    return;
  const { creatorId } = upload.metadata;
  await recordEvent(deps.db, deps.clock, {
    type: "upload.refused",
    actorId: user.userId,
    creatorId: creatorId && isId(creatorId) ? creatorId : null,
    data: { reason: error.code, sizeBytes: upload.sizeBytes },
  });
}
