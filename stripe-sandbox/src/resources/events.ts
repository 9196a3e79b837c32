import { getObject } from "../store/objects.ts";
import { resendEvent } from "../webhooks/resend.ts";
import { type Endpoint, get, pagination, post, retrieving } from "../wire/endpoint.ts";
import { invalidRequest } from "../wire/errors.ts";
import { listPage } from "../wire/list.ts";
import { list, moments, text } from "../wire/parameters.ts";

/** https://docs.stripe.com/api/events; `retry` is what Stripe's command line calls to resend one. */
export const events: Endpoint[] = [
  retrieving("event", "/v1/events/:id"),
  get(
    "/v1/events",
    { ...pagination, created: moments(), type: text(), types: list(text(), { max: 20 }) },
    ({ db }, input) => {
      const { type, types, ...page } = input;
      if (type && types)
        throw invalidRequest("You may only specify one of these parameters: type, types.", { param: "type" });
      return listPage(db, "event", { ...page, types: type ? [type] : types, url: "/v1/events" });
    },
  ),
  post(
    "/v1/events/:id/retry",
    { account: text(), webhook_endpoint: text() },
    async (call, { webhook_endpoint }, id) => {
      await resendEvent(call, id, webhook_endpoint);
      return getObject(call.db, "event", id);
    },
  ),
];
