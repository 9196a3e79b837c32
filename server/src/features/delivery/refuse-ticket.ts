import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import type { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { describeDevice } from "../../lib/describe-device.ts";
import { denial, type Refusal } from "./denial.ts";
import type { TicketKind } from "./open-ticket.ts";

/** Records that a user was given no ticket to a file, and answers the refusal to throw. */
export async function refuseTicket(
  deps: Deps,
  user: User,
  refused: {
    kind: TicketKind;
    reason: Refusal;
    fileId: string;
    creatorId: string | undefined;
    address: string | null;
    userAgent: string | null;
    country: string | null;
  },
): Promise<AppError> {
  const { kind, reason, fileId, creatorId, address, userAgent, country } = refused;
  deps.metrics.refusals.inc({ reason, at: "ticket" });
  await recordEvent(deps.db, deps.clock, {
    type: "access.denied",
    actorId: user.userId,
    creatorId,
    subject: { type: "file", id: fileId },
    address,
    data: {
      reason,
      at: "ticket",
      kind,
      country,
      device: describeDevice(userAgent ?? ""),
    },
  });
  return denial(reason);
}
