import { stripeSandbox } from "@vaulture/stripe-sandbox";
import Fastify, { type FastifyInstance, LogController } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { Deps } from "./deps.ts";
import { accountRoutes } from "./features/account/index.ts";
import { alertsRoutes } from "./features/alerts/index.ts";
import { webhookRoute } from "./features/billing/index.ts";
import { catalogRoutes } from "./features/catalog/index.ts";
import { checkoutRoutes } from "./features/checkout/index.ts";
import { creatorsRoutes } from "./features/creators/index.ts";
import { bytesRoute, deliveryRoutes, entranceRoutes } from "./features/delivery/index.ts";
import { discoveryRoutes } from "./features/discovery/index.ts";
import { feedRoutes } from "./features/feeds/index.ts";
import { filesRoutes, uploadRoutes } from "./features/files/index.ts";
import { authRoutes, identityRoutes } from "./features/identity/index.ts";
import { imageRoutes } from "./features/images/index.ts";
import { libraryRoutes } from "./features/library/index.ts";
import { mailRoutes } from "./features/mail/index.ts";
import { mediaRoutes } from "./features/media/index.ts";
import { membershipsRoutes } from "./features/memberships/index.ts";
import { notificationsRoutes, unsubscribeRoute } from "./features/notifications/index.ts";
import { operationsRoutes } from "./features/operations/index.ts";
import { peopleRoutes } from "./features/people/index.ts";
import { postsRoutes } from "./features/posts/index.ts";
import { salesRoutes } from "./features/sales/index.ts";
import { brandRoute, siteRoutes } from "./features/site/index.ts";
import { studioRoutes } from "./features/studio/index.ts";
import { registerBodyTimeout } from "./http/body-timeout.ts";
import { registerDeliveryOrigin } from "./http/delivery-origin.ts";
import { healthRoutes } from "./http/health.ts";
import { metricsRoute, registerRequestMetrics } from "./http/metrics.ts";
import { registerOpenApi } from "./http/openapi.ts";
import { registerOrderlyClose } from "./http/orderly-close.ts";
import { registerPageReader } from "./http/page-reader.ts";
import { type Pages, registerPages } from "./http/pages.ts";
import { answerProblem, registerProblems } from "./http/problems.ts";
import { registerSameSite } from "./http/same-site.ts";
import { registerSecurityHeaders } from "./http/security-headers.ts";
import { registerViewer, requireOperator, requireUser } from "./http/viewer.ts";
import { registerWriteLimit } from "./http/write-limit.ts";
import { newId } from "./lib/ids.ts";

/** The whole server as a table of contents: who may reach what is visible by indentation. */
export async function buildApp(deps: Deps, pages: Pages | null = null): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    // The longest text that is sent is a description; pictures and files come by ways of their own.
    bodyLimit: 256 * 1024,
    forceCloseConnections: "idle",
    // A ticket is 96 characters; what is longer is not found by its route, which then says so itself.
    routerOptions: { maxParamLength: 500 },
    frameworkErrors: answerProblem,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  registerProblems(app);
  registerPageReader(app);
  registerDeliveryOrigin(app, deps.config);
  registerBodyTimeout(app);
  registerOrderlyClose(app);
  registerPages(app, deps.config, pages);
  registerSecurityHeaders(app, deps.config);
  registerRequestMetrics(app, deps);
  await registerOpenApi(app, deps.config);

  // Each of these knows its caller in a way of its own.
  await app.register(healthRoutes(deps));
  await app.register(metricsRoute(deps));
  await app.register(authRoutes(deps));
  await app.register(imageRoutes(deps));
  await app.register(discoveryRoutes(deps));
  await app.register(webhookRoute(deps));
  await app.register(bytesRoute(deps));
  await app.register(entranceRoutes.delivery(deps));
  await app.register(feedRoutes.readers(deps));
  await app.register(unsubscribeRoute(deps));
  await app.register(brandRoute(deps));
  if (deps.sandbox) await app.register(stripeSandbox, deps.sandbox);

  await app.register(
    async (api) => {
      registerSameSite(api, deps.config.BASE_URL);
      registerViewer(api, deps);
      registerWriteLimit(api, deps);

      await api.register(async (anyone) => {
        await anyone.register(identityRoutes.anyone(deps));
        await anyone.register(creatorsRoutes.anyone(deps));
        await anyone.register(siteRoutes.anyone(deps));
        await anyone.register(catalogRoutes.anyone(deps));
        await anyone.register(postsRoutes.anyone(deps));
        await anyone.register(entranceRoutes.anyone(deps));
        await anyone.register(membershipsRoutes.anyone(deps));
        await anyone.register(notificationsRoutes.anyone(deps));
        await anyone.register(peopleRoutes.anyone(deps));
      });

      await api.register(async (signedIn) => {
        signedIn.addHook("onRequest", requireUser);
        await signedIn.register(identityRoutes.signedIn(deps));
        await signedIn.register(accountRoutes.signedIn(deps));
        await signedIn.register(creatorsRoutes.signedIn(deps));
        await signedIn.register(catalogRoutes.signedIn(deps));
        await signedIn.register(filesRoutes.signedIn(deps));
        await signedIn.register(uploadRoutes(deps));
        await signedIn.register(checkoutRoutes.signedIn(deps));
        await signedIn.register(salesRoutes.signedIn(deps));
        await signedIn.register(studioRoutes.signedIn(deps));
        await signedIn.register(libraryRoutes.signedIn(deps));
        await signedIn.register(deliveryRoutes.signedIn(deps));
        await signedIn.register(postsRoutes.signedIn(deps));
        await signedIn.register(membershipsRoutes.signedIn(deps));
        await signedIn.register(peopleRoutes.signedIn(deps));
        await signedIn.register(mediaRoutes.signedIn(deps));
        await signedIn.register(feedRoutes.signedIn(deps));
        await signedIn.register(notificationsRoutes.signedIn(deps));
        await signedIn.register(mailRoutes.signedIn(deps));
      });

      await api.register(async (operators) => {
        operators.addHook("onRequest", requireOperator);
        await operators.register(catalogRoutes.operators(deps));
        await operators.register(alertsRoutes.operators(deps));
        await operators.register(mailRoutes.operators(deps));
        await operators.register(mediaRoutes.operators(deps));
        await operators.register(operationsRoutes.operators(deps));
        await operators.register(siteRoutes.operators(deps));
      });
    },
    { prefix: "/api/v1" },
  );

  return app;
}
