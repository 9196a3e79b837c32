import type { FastifyError, FastifyInstance } from "fastify";
import { authenticateRoutes } from "../checkout/authenticate.ts";
import { unknownPage } from "../checkout/page.ts";
import { checkoutRoutes } from "../checkout/routes.ts";
import { type AuthorizeOperator, operatorRoutes } from "../operator/routes.ts";
import { invoiceRoutes } from "../portal/invoice-routes.ts";
import { portalRoutes } from "../portal/routes.ts";
import type { Sandbox } from "../sandbox.ts";
import { StripeError } from "../wire/errors.ts";
import { parseForm } from "../wire/form.ts";
import { html } from "./html.ts";
import { isSameOrigin } from "./same-origin.ts";
import { sendPage } from "./send-page.ts";

/** Serves the hosted pages in an encapsulated scope: forms are decoded and failures shown here and nowhere else. */
export function registerPages(app: FastifyInstance, sandbox: Sandbox, authorize: AuthorizeOperator): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const limits = { parseAs: "string", bodyLimit: 16 * 1024 } as const;
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      limits,
      async (_: unknown, body: string) => readForm(body),
    );
    scope.addHook("onRequest", async (request, reply) => {
      if (request.method !== "POST" || isSameOrigin(request, sandbox.baseUrl())) return;
      const body = html`<h1>Not allowed</h1><p>This form was sent from another site. Nothing was done.</p>`;
      return sendPage(reply, { title: "Not allowed", body, status: 403 });
    });
    scope.addHook("preValidation", async (request, reply) => {
      request.body ??= {};
      // No id holds a NUL, and no database text can.
      if (request.url.includes("%00"))
        return sendPage(reply, { title: "No such page", body: unknownPage(), status: 404 });
    });
    scope.setErrorHandler<FastifyError>((error, request, reply) => {
      const status = error instanceof StripeError ? error.status : (error.statusCode ?? 500);
      if (status >= 500)
        sandbox.log.error({ err: error, url: request.url }, "a page of the Stripe sandbox failed");
      const reason = status >= 500 ? "The sandbox failed. Nothing was charged; try again." : error.message;
      return sendPage(reply, {
        title: "That did not work",
        body: html`<h1>That did not work</h1><p>${reason}</p>`,
        status,
      });
    });
    checkoutRoutes(scope, sandbox);
    authenticateRoutes(scope, sandbox);
    invoiceRoutes(scope, sandbox);
    portalRoutes(scope, sandbox);
    operatorRoutes(scope, sandbox, authorize);
  });
}

function readForm(body: string) {
  try {
    return parseForm(body);
  } catch (error) {
    throw Object.assign(new Error((error as Error).message), { statusCode: 400 });
  }
}
