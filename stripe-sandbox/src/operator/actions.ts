import { expireOpenSession } from "../checkout/session-state.ts";
import { loseDispute, openDispute, winDispute } from "../payments/disputes.ts";
import { failRefund, succeedRefund } from "../payments/refunds.ts";
import { failPayment, settlePayment } from "../payments/settle.ts";
import type { Call } from "../sandbox.ts";
import { resendEvent } from "../webhooks/resend.ts";

/** Something a bank, a buyer or time would do, at the press of a button. */
export type OperatorAction = { label: string; run(call: Call, id: string): Promise<unknown> };

/** By the name under which the operator page posts them. */
export const operatorActions = {
  "expire-session": { label: "Expire", run: expireOpenSession },
  "settle-payment": { label: "Settle", run: settlePayment },
  "fail-payment": { label: "Fail", run: failPayment },
  "open-dispute": {
    label: "Open a dispute",
    run: (call, id) => openDispute(call, id, { reason: "fraudulent" }),
  },
  "win-dispute": { label: "Win the dispute", run: winDispute },
  "lose-dispute": { label: "Lose the dispute", run: loseDispute },
  "settle-refund": { label: "Settle the refund", run: succeedRefund },
  "fail-refund": { label: "Fail the refund", run: failRefund },
  "resend-event": { label: "Resend", run: resendEvent },
} satisfies Record<string, OperatorAction>;

export type ActionName = keyof typeof operatorActions;
