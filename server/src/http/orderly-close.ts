import type { FastifyInstance } from "fastify";

const GRACE_MS = 5000;

/** When the server closes, answers under way get a moment; then their connections end too, so that no silent client holds it up. */
export function registerOrderlyClose(app: FastifyInstance): void {
  app.addHook("preClose", async () => {
    setTimeout(() => app.server.closeAllConnections(), GRACE_MS).unref();
  });
}
