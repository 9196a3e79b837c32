import type { z } from "zod";
import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { invalidField } from "../../errors.ts";
import { isMailed, KINDS, type Kind } from "./kinds.ts";
import type { settings, settingsChange, settingsForm } from "./schemas.ts";

type Settings = z.input<typeof settings>;

/** What somebody wants to be told of, and where; everything, until they say otherwise. */
export async function getSettings(deps: Pick<Deps, "db">, user: User): Promise<Settings> {
  const rows = await deps.db
    .selectFrom("notification_mutes")
    .select(["kind", "way"])
    .where("user_id", "=", user.userId)
    .execute();
  const muted = new Set(rows.map(({ kind, way }) => `${kind} ${way}`));
  return {
    items: KINDS.map((kind) => ({
      kind,
      inPage: !muted.has(`${kind} page`),
      byMail: isMailed(kind) ? !muted.has(`${kind} mail`) : null,
    })),
  };
}

/** Changes one kind. Refuses to switch off a mail that is always sent. */
export async function changeSettings(
  deps: Pick<Deps, "db" | "clock">,
  user: User,
  { kind, inPage, byMail }: z.output<typeof settingsChange>,
): Promise<Settings> {
  if (byMail !== undefined && !isMailed(kind))
    throw invalidField("byMail", "Its mail is your receipt, which is always sent.");
  if (inPage !== undefined) await setMuted(deps, { userId: user.userId, kind, way: "page" }, !inPage);
  if (byMail !== undefined) await setMuted(deps, { userId: user.userId, kind, way: "mail" }, !byMail);
  return getSettings(deps, user);
}

/** Sets the kinds of a whole form; the mail of one that is always mailed stays out of it. */
export async function setAllSettings(
  { db, clock }: Pick<Deps, "db" | "clock">,
  user: User,
  form: z.output<typeof settingsForm>,
): Promise<Settings> {
  const [shown, inPage, byMail] = [new Set(form.kinds), new Set(form.inPage), new Set(form.byMail)];
  const boxes = KINDS.filter((kind) => shown.has(kind)).flatMap((kind) => [
    { kind, way: "page" as const, on: inPage.has(kind) },
    ...(isMailed(kind) ? [{ kind, way: "mail" as const, on: byMail.has(kind) }] : []),
  ]);
  const [on, off] = [boxes.filter((box) => box.on), boxes.filter((box) => !box.on)];
  await db.transaction().execute(async (trx) => {
    if (on.length > 0)
      await trx
        .deleteFrom("notification_mutes")
        .where("user_id", "=", user.userId)
        .where(({ eb, refTuple, tuple }) =>
          eb(
            refTuple("kind", "way"),
            "in",
            on.map(({ kind, way }) => tuple(kind, way)),
          ),
        )
        .execute();
    if (off.length > 0)
      await trx
        .insertInto("notification_mutes")
        .values(off.map(({ kind, way }) => ({ user_id: user.userId, kind, way, created_at: clock.now() })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  });
  return getSettings({ db }, user);
}

/** Answers whether that changed anything. */
export async function setMuted(
  { db, clock }: { db: Database; clock: Deps["clock"] },
  { userId, kind, way }: { userId: string; kind: Kind; way: "page" | "mail" },
  muted: boolean,
): Promise<boolean> {
  if (!muted) {
    const { numDeletedRows } = await db
      .deleteFrom("notification_mutes")
      .where("user_id", "=", userId)
      .where("kind", "=", kind)
      .where("way", "=", way)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto("notification_mutes")
    .values({ user_id: userId, kind, way, created_at: clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}
