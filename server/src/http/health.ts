import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../deps.ts";
import { AppError } from "../errors.ts";

const ok = z.object({ status: z.literal("ok") });
const ready = ok.extend({
  announcements: z
    .enum(["heard", "lost"])
    .describe("lost: changes are found by asking each second instead; see the log"),
});

/** `live`: this process answers. `ready`: it can also reach what it needs, so send it requests. */
export const healthRoutes =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get("/health/live", { schema: { response: { 200: ok } } }, async () => ({ status: "ok" as const }));
    app.get("/health/ready", { schema: { response: { 200: ready } } }, async () => {
      await deps.pool.query("select 1").catch(() => {
        throw new AppError("unavailable", "The database does not answer.");
      });
      const announcements = deps.announcements.heard() ? ("heard" as const) : ("lost" as const);
      return { status: "ok" as const, announcements };
    });
  };
