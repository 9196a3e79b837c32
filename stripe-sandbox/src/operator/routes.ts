import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { html } from "../pages/html.ts";
import { sendPage } from "../pages/send-page.ts";
import { inCall, reader, type Sandbox } from "../sandbox.ts";
import { listDeliveries } from "../webhooks/list-deliveries.ts";
import { StripeError } from "../wire/errors.ts";
import { type OperatorAction, operatorActions } from "./actions.ts";
import { recentPayments } from "./overview.ts";
import { operatorPage } from "./page.ts";

/** Whether the sender of a request may see all payments and press the buttons. */
export type AuthorizeOperator = (request: FastifyRequest) => Promise<boolean> | boolean;

/** The operator page: `GET` shows it, each of its buttons posts one action. */
export function operatorRoutes(app: FastifyInstance, sandbox: Sandbox, authorize: AuthorizeOperator): void {
  const path = sandbox.hostedPath;

  const show = async (reply: FastifyReply, problem?: string) => {
    const rows = await recentPayments(reader(sandbox));
    const deliveries = await listDeliveries(sandbox.database, { limit: 25 });
    const body = operatorPage({ rows, deliveries, path, problem });
    return sendPage(reply, { title: "Payments · sandbox", body, wide: true, status: problem ? 409 : 200 });
  };

  app.register(async (scope) => {
    scope.addHook("onRequest", async (request, reply) => {
      if (await authorize(request)) return;
      const body = html`<h1>Not allowed</h1><p>This page is for the operator of the sandbox only.</p>`;
      return sendPage(reply, { title: "Not allowed", body, status: 403 });
    });
    scope.get(path, (_, reply) => show(reply));
    scope.post<{ Params: { action: string; id: string } }>(
      `${path}/actions/:action/:id`,
      async (request, reply) => {
        const { action, id } = request.params;
        if (!Object.hasOwn(operatorActions, action)) return show(reply, "There is no such action.");
        const { run }: OperatorAction = operatorActions[action as keyof typeof operatorActions];
        try {
          await inCall(sandbox, (call) => run(call, id));
        } catch (error) {
          if (error instanceof StripeError) return show(reply, error.message);
          throw error;
        }
        return reply.redirect(path, 303);
      },
    );
  });
}
