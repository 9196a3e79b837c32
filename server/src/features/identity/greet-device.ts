import type { Deps } from "../../deps.ts";
import { recordEvent } from "../../events/record-event.ts";
import type { Place } from "../../http/place.ts";
import { newId } from "../../lib/ids.ts";
import { queueMail } from "../mail/index.ts";
import type { SignedIn } from "./ask-library.ts";
import { newDeviceMail } from "./mails.ts";
import { hashToken } from "./token.ts";

/**
 * Remembers the browser that a person has just signed in with, and that its new session is its. One that is new to the account is told of by mail, but not the
 * account's first, and programs that keep no cookies at most once a day for each network.
 */
export async function greetDevice(
  deps: Deps,
  { user, sessionToken }: SignedIn,
  token: string,
  place: Place,
): Promise<void> {
  const hash = hashToken(token);
  await deps.db.transaction().execute(async (trx) => {
    const { all, known } = await trx
      .selectFrom("devices")
      .select((eb) => [
        eb.fn.countAll<number>().as("all"),
        eb.fn.countAll<number>().filterWhere("token_hash", "=", hash).as("known"),
      ])
      .where("user_id", "=", user.id)
      .executeTakeFirstOrThrow();
    const seen = { last_seen_at: place.at, described: place.device, network: place.network };
    const { id } = await trx
      .insertInto("devices")
      .values({ id: newId(), user_id: user.id, token_hash: hash, created_at: place.at, ...seen })
      .onConflict((conflict) => conflict.columns(["user_id", "token_hash"]).doUpdateSet(seen))
      .returning("id")
      .executeTakeFirstOrThrow();
    await trx
      .updateTable("sessions")
      .set({ device_id: id })
      .where("token", "=", sessionToken)
      .where("user_id", "=", user.id)
      .execute();
    if (known > 0 || all === 0) return;
    await recordEvent(trx, deps.clock, {
      type: "session.new_device",
      actorId: user.id,
      subject: { type: "user", id: user.id },
      address: place.network,
    });
    const occasion = [user.id, place.device, place.network, place.at.toISOString().slice(0, 10)].join(" ");
    const dedupeKey = `new-device:${hashToken(occasion)}`;
    await queueMail({ ...deps, db: trx }, { ...newDeviceMail(deps.config.BASE_URL, user, place), dedupeKey });
  });
}
