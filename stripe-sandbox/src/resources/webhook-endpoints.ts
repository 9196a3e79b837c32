import type Stripe from "stripe";
import { newId } from "../store/ids.ts";
import { insertObject, lockObject, replaceByTombstone, saveObject } from "../store/objects.ts";
import { type Endpoint, listing, post, remove, retrieving } from "../wire/endpoint.ts";
import {
  flag,
  list,
  metadata,
  required,
  shapeFor,
  text,
  unsettable,
  webAddress,
} from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";

const createShape = shapeFor<Stripe.WebhookEndpointCreateParams>()({
  api_version: text(),
  description: unsettable(text()),
  enabled_events: required(list(text(), { min: 1 })),
  metadata: metadata(),
  url: required(webAddress()),
});

const updateShape = shapeFor<Stripe.WebhookEndpointUpdateParams>()({
  description: unsettable(text()),
  disabled: flag(),
  enabled_events: list(text(), { min: 1 }),
  metadata: metadata(),
  url: webAddress(),
});

/** https://docs.stripe.com/api/webhook_endpoints; the secret is shown once, in the answer to create. */
export const webhookEndpoints: Endpoint[] = [
  post("/v1/webhook_endpoints", createShape, async (call, input) => {
    const endpoint = {
      id: newId("we"),
      object: "webhook_endpoint",
      api_version: input.api_version ?? null,
      application: null,
      created: call.now,
      description: input.description ?? null,
      enabled_events: input.enabled_events,
      livemode: false,
      metadata: mergeMetadata({}, input.metadata),
      status: "enabled",
      url: input.url,
    } satisfies Stripe.WebhookEndpoint;
    const secret = newId("whsec", 32);
    await insertObject<"webhook_endpoint">(call.db, endpoint, { secrets: [secret] });
    return { ...endpoint, secret };
  }),
  retrieving("webhook_endpoint", "/v1/webhook_endpoints/:id"),
  post(
    "/v1/webhook_endpoints/:id",
    updateShape,
    async (call, { disabled, metadata: given, ...input }, id) => {
      const { object: endpoint } = await lockObject(call.db, "webhook_endpoint", id);
      const updated: Stripe.WebhookEndpoint = {
        ...endpoint,
        description: input.description === undefined ? endpoint.description : input.description,
        enabled_events: input.enabled_events ?? endpoint.enabled_events,
        metadata: mergeMetadata(endpoint.metadata, given),
        status: disabled === undefined ? endpoint.status : disabled ? "disabled" : "enabled",
        url: input.url ?? endpoint.url,
      };
      await saveObject(call.db, updated);
      return updated;
    },
  ),
  remove("/v1/webhook_endpoints/:id", async (call, id) => {
    await lockObject(call.db, "webhook_endpoint", id);
    return replaceByTombstone(call.db, "webhook_endpoint", id);
  }),
  listing("webhook_endpoint", "/v1/webhook_endpoints", {}),
];
