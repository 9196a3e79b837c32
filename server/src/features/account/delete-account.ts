import type { User } from "../../access/index.ts";
import type { Database } from "../../db/client.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { forgetAlerts } from "../alerts/index.ts";
import { forgetBuyer } from "../billing/index.ts";
import { takeOffSale } from "../catalog/index.ts";
import { forgetCustomer } from "../checkout/index.ts";
import { closeCreators } from "../creators/index.ts";
import { forgetPlaces } from "../delivery/index.ts";
import { forgetFeedLinks } from "../feeds/index.ts";
import { eraseUser, requirePassword } from "../identity/index.ts";
import { eraseMails } from "../mail/index.ts";
import { forgetNotifications } from "../notifications/index.ts";
import { forgetPerson } from "../people/index.ts";
import { archivePosts } from "../posts/index.ts";

/**
 * Lets a person leave, in one transaction: sessions, credentials, mails and everything that names them go; purchases, ledger and
 * events stay and point to a row that says nothing. Creators that they alone own close, and their buyers and members keep what they paid for;
 * memberships of theirs end at once, those of their creators are not renewed.
 * Asks for the password; refuses with `wrong_state` while a payment of theirs may still arrive, and the last operator.
 */
export async function deleteAccount(deps: Deps, user: User, password: string): Promise<void> {
  await requirePassword(deps, user, password);
  await deps.db.transaction().execute(async (trx) => {
    await refuseOpenPayment(trx, user);
    await eraseMails(trx, user);
    const closed = await closeCreators(deps, trx, user.userId);
    await takeOffSale(deps, trx, closed);
    await archivePosts(deps, trx, closed);
    await deps.jobs.add(trx, "end-memberships", { userId: user.userId });
    await forgetPlaces(trx, user.userId);
    await forgetAlerts(trx, user.userId);
    await forgetNotifications(trx, user.userId);
    await forgetFeedLinks(trx, user.userId);
    await forgetPerson(trx, user.userId, deps.clock.now());
    await forgetCustomer(deps, trx, user);
    await forgetBuyer(trx, user.email);
    await eraseUser(deps, trx, user);
  });
}

/** What is paid after somebody has left would be theirs, and nobody could open it. */
async function refuseOpenPayment(trx: Database, user: User): Promise<void> {
  const open = await trx
    .selectFrom("purchases")
    .select("id")
    .where("buyer_id", "=", user.userId)
    .where("status", "=", "pending")
    .executeTakeFirst();
  const joining = await trx
    .selectFrom("subscriptions")
    .select("id")
    .where("user_id", "=", user.userId)
    .where("status", "=", "incomplete")
    .executeTakeFirst();
  if (open || joining)
    throw new AppError(
      "wrong_state",
      "A payment of yours is still open. Finish it, or try again once its page has lapsed, an hour after it was opened.",
    );
}
