import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { inCall, type Sandbox } from "../sandbox.ts";
import { findObject, putObject } from "../store/objects.ts";

/** An endpoint whose secret the host chose beforehand. */
export type HostEndpoint = { url: string; secret: string; events: string[] };

/**
 * Makes sure that the host's own endpoint stands as it wishes, under the same id at every start, so that deliveries
 * that were waiting when it stopped still reach it. Several processes may do so at once.
 */
export async function ensureEndpoint(sandbox: Sandbox, wanted: HostEndpoint): Promise<void> {
  const id = `we_${createHash("sha256").update("host endpoint").digest("hex").slice(0, 24)}`;
  await inCall(sandbox, async (call) => {
    const known = await findObject(call.db, "webhook_endpoint", id);
    const endpoint = {
      id,
      object: "webhook_endpoint",
      api_version: null,
      application: null,
      created: known?.object.created ?? call.now,
      description: "The server that this sandbox belongs to",
      enabled_events: wanted.events,
      livemode: false,
      metadata: {},
      status: "enabled",
      url: wanted.url,
    } satisfies Stripe.WebhookEndpoint;
    await putObject<"webhook_endpoint">(call.db, endpoint, { secrets: [wanted.secret] });
  });
}
