import type { z } from "zod";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import type { unsubscribing } from "./schemas.ts";
import { setMuted } from "./settings.ts";
import { openUnsubscribeToken, type Unsubscribing } from "./unsubscribe-link.ts";

/** What a link at the foot of a mail would end, for the page that asks; changes nothing, as what only opens links must not. */
export async function findUnsubscribing(
  deps: Pick<Deps, "db" | "unsubscribeKeys">,
  token: string,
): Promise<z.input<typeof unsubscribing>> {
  const { userId, kind } = openOrRefuse(deps, token);
  const muted = await deps.db
    .selectFrom("notification_mutes")
    .select("kind")
    .where("user_id", "=", userId)
    .where("kind", "=", kind)
    .where("way", "=", "mail")
    .executeTakeFirst();
  return { kind, byMail: muted === undefined };
}

/** Ends mails of the kind that the token names to the person it names, and nothing else; whoever sends it, once or often (RFC 8058). */
export async function unsubscribe(
  deps: Pick<Deps, "db" | "clock" | "unsubscribeKeys">,
  token: string,
): Promise<void> {
  const { userId, kind } = openOrRefuse(deps, token);
  await deps.db.transaction().execute(async (trx) => {
    const there = await trx
      .selectFrom("users")
      .select("id")
      .where("id", "=", userId)
      .where("deleted_at", "is", null)
      .executeTakeFirst();
    if (!there || !(await setMuted({ ...deps, db: trx }, { userId, kind, way: "mail" }, true))) return;
    await recordEvent(trx, deps.clock, {
      type: "notifications.unsubscribed",
      subject: { type: "user", id: userId },
      data: { kind },
    });
  });
}

function openOrRefuse({ unsubscribeKeys }: Pick<Deps, "unsubscribeKeys">, token: string): Unsubscribing {
  const opened = openUnsubscribeToken(unsubscribeKeys, token);
  if (!opened) throw new AppError("not_found");
  return opened;
}
