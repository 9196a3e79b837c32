import { sealEvents } from "../events/seal-events.ts";
import { sendAlert, watchEvents } from "../features/alerts/index.ts";
import { processWebhookEvent, reconcile } from "../features/billing/index.ts";
import { changeCustomerEmail, closeOpenOrders, deleteCustomer } from "../features/checkout/index.ts";
import { finishHeldUpload, sweepUploads } from "../features/files/index.ts";
import { sendMail } from "../features/mail/index.ts";
import { readMedia } from "../features/media/index.ts";
import { endMemberships, tellEndings } from "../features/memberships/index.ts";
import { checkTrail } from "../features/operations/index.ts";
import { announcePost } from "../features/posts/index.ts";
import { eraseOldDetails } from "./erase-old-details.ts";
import { readOlderFiles } from "./read-older-files.ts";
import { sweepExpired } from "./sweep-expired.ts";
import type { JobHandlers } from "./worker.ts";

/** Every job and the function that does it. */
export const handlers: JobHandlers = {
  "announce-post": announcePost,
  "change-customer-email": changeCustomerEmail,
  "check-trail": checkTrail,
  "close-open-orders": async (deps, payload) => {
    const left = await closeOpenOrders(deps, payload);
    // Tried again in a moment, as every job that fails.
    if (left > 0) throw new Error(`${left} orders are being charged at the moment`);
  },
  "delete-customer": deleteCustomer,
  "end-memberships": endMemberships,
  "finish-upload": finishHeldUpload,
  "erase-old-details": eraseOldDetails,
  "process-webhook-event": processWebhookEvent,
  "reconcile-purchases": reconcile,
  "tell-endings": tellEndings,
  "watch-events": watchEvents,
  "send-alert": sendAlert,
  "seal-events": async (deps) => void (await sealEvents(deps)),
  "send-mail": sendMail,
  "read-media": readMedia,
  "read-older-files": readOlderFiles,
  "sweep-uploads": sweepUploads,
  "sweep-expired": sweepExpired,
};
