import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import type { AppError } from "../../errors.ts";
import { countryOf } from "../../http/address.ts";
import { acceptForms, isForm } from "../../http/form-posts.ts";
import { LIMITS } from "../../http/limits.ts";
import { linkFor } from "../../http/own-origin.ts";
import { limitRequest } from "../../http/rate-limit.ts";
import { problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { createCheckout } from "./create-checkout.ts";
import { checkout, newCheckout } from "./schemas.ts";

const productSlug = z.string().regex(/^[a-z0-9-]{1,100}$/);

/** `POST /checkout`: as JSON for programs, or as the plain form of a product page, which is sent on to the payment page. */
export const orderRoute =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    await acceptForms(app);
    app.post(
      "/checkout",
      {
        schema: {
          tags: ["checkout"],
          summary: "Order a product and get its payment page",
          description:
            "A page's form (application/x-www-form-urlencoded) is answered with 303: to the payment page, or to the page that says what is in the way.",
          querystring: z.object({
            product: productSlug.optional().describe("For a form: the slug of the product's page"),
          }),
          body: newCheckout,
          response: { 201: checkout, 404: problem, 409: problem, 451: problem },
        },
        config: { refusedForm: afterRefusal },
      },
      async (request, reply) => {
        const user = userOf(request);
        await limitRequest(deps, request, LIMITS.checkout);
        const { checkoutUrl: url, ...order } = await createCheckout(deps, user, {
          ...request.body,
          country: countryOf(deps, request),
        });
        const checkoutUrl = url && linkFor(request, deps.config.BASE_URL, url);
        if (isForm(request))
          return reply.redirect(checkoutUrl ?? `/checkout/return?purchase=${order.purchaseId}`, 303);
        return reply.code(201).send({ ...order, checkoutUrl });
      },
    );
  };

function afterRefusal(request: FastifyRequest, { code }: AppError): string {
  // Not validated yet where the refusal came before the handler.
  const slug = productSlug.safeParse((request.query as { product?: unknown }).product).data;
  const page = slug ? `/p/${slug}` : "/";
  if (code === "sign_in_required") return `/sign-in?next=${encodeURIComponent(page)}`;
  if (code === "country_not_allowed")
    return `/denied?${new URLSearchParams({ code, ...(slug && { product: slug }) })}`;
  if (code === "already_owned") return slug ? `/library/${slug}` : "/library";
  return `${page}?problem=${code}`;
}
