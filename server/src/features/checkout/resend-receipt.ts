import type { User } from "../../access/index.ts";
import type { Deps } from "../../deps.ts";
import { AppError } from "../../errors.ts";
import { recordEvent } from "../../events/record-event.ts";
import { newId } from "../../lib/ids.ts";
import { mailReceipt, mailsReceipt } from "./mails.ts";
import { requireSold } from "./require-sold.ts";

/** Mails the buyer the receipt once more, to the address they have now. For editors and owners of the selling creator, and operators. */
export async function resendReceipt(deps: Deps, user: User, purchaseId: string): Promise<void> {
  const purchase = await requireSold(deps, user, purchaseId);
  if (purchase.completed_at === null) throw new AppError("wrong_state", "There is no payment to confirm.");
  if (!(await mailsReceipt(deps.db, purchase)))
    throw new AppError(
      "wrong_state",
      "The buyer has not confirmed this address. The receipt is in their library.",
    );
  await deps.db.transaction().execute(async (trx) => {
    await mailReceipt(deps, trx, purchase, newId());
    await recordEvent(trx, deps.clock, {
      type: "receipt.resent",
      actorId: user.userId,
      creatorId: purchase.creator_id,
      subject: { type: "purchase", id: purchase.id },
    });
  });
}
