import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import type { Config } from "../config.ts";
import { VERSION } from "../version.ts";

/** `/openapi.json` (OpenAPI 3.1, from the routes' own schemas) and its reader at `/docs`. */
export async function registerOpenApi(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Vaulture",
        version: VERSION,
        description:
          "Sell files; deliver every byte only to whoever may have it now. Sign in at `/api/auth/sign-in/email` (session cookie), or send `Authorization: Bearer` with a token of `/api/auth/token`.",
      },
      servers: [{ url: config.BASE_URL }],
      components: {
        securitySchemes: {
          bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
          session: { type: "apiKey", in: "cookie", name: "vaulture.session_token" },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, { routePrefix: "/docs", staticCSP: true });
  app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
}
