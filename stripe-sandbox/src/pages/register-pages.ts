import type { FastifyInstance } from "fastify";
import { authenticateRoutes } from "../checkout/authenticate.ts";
import { checkoutRoutes } from "../checkout/routes.ts";
import { type AuthorizeOperator, operatorRoutes } from "../operator/routes.ts";
import type { Sandbox } from "../sandbox.ts";
import { parseForm } from "../wire/form.ts";

/** Serves the hosted pages in an encapsulated scope: forms are decoded here and nowhere else. */
export function registerPages(app: FastifyInstance, sandbox: Sandbox, authorize: AuthorizeOperator): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: 16 * 1024 },
      (_, body, done) => done(null, parseForm(String(body))),
    );
    scope.addHook("preValidation", async (request) => {
      request.body ??= {};
    });
    checkoutRoutes(scope, sandbox);
    authenticateRoutes(scope, sandbox);
    operatorRoutes(scope, sandbox, authorize);
  });
}
