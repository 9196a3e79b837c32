import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { sendCsv } from "../../http/csv-file.ts";
import { limitRate } from "../../http/rate-limit.ts";
import { id, problem } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { creatorParams } from "../creators/index.ts";
import { exportCustomers } from "./export-customers.ts";
import { exportSales } from "./export-sales.ts";
import { getSale } from "./get-sale.ts";
import { listCustomers } from "./list-customers.ts";
import { listSales } from "./list-sales.ts";
import {
  customersFilter,
  customersPage,
  customersQuery,
  saleDetail,
  salesFilter,
  salesPage,
  salesQuery,
} from "./schemas.ts";

const tags = ["sales"];
/** An export reads everything there is. */
const EXPORTS = { name: "csv-export", max: 20, seconds: 600 };
const csv = z.string().describe("text/csv, UTF-8");

export const salesRoutes = {
  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/creators/:handle/sales",
        {
          schema: {
            tags,
            summary: "A creator's orders",
            params: creatorParams,
            querystring: salesQuery,
            response: { 200: salesPage, 404: problem },
          },
        },
        async (request) =>
          listSales(deps, userOf(request), { ...request.query, handle: request.params.handle }),
      );

      app.get(
        "/creators/:handle/sales/:id",
        {
          schema: {
            tags,
            summary: "One order, what happened to it and its downloads",
            params: creatorParams.extend({ id }),
            response: { 200: saleDetail, 404: problem },
          },
        },
        async (request) => {
          const { handle, id: purchaseId } = request.params;
          return getSale(deps, userOf(request), { handle, purchaseId });
        },
      );

      app.get(
        "/creators/:handle/sales.csv",
        {
          schema: {
            tags,
            summary: "A creator's orders as a spreadsheet",
            produces: ["text/csv"],
            params: creatorParams,
            querystring: salesFilter,
            response: { 200: csv, 404: problem, 429: problem },
          },
        },
        async (request, reply) => {
          const user = userOf(request);
          await limitRate(deps, EXPORTS, user.userId);
          const { handle } = request.params;
          return sendCsv(reply, await exportSales(deps, user, { ...request.query, handle }));
        },
      );

      app.get(
        "/creators/:handle/customers",
        {
          schema: {
            tags,
            summary: "A creator's customers",
            params: creatorParams,
            querystring: customersQuery,
            response: { 200: customersPage, 404: problem },
          },
        },
        async (request) =>
          listCustomers(deps, userOf(request), { ...request.query, handle: request.params.handle }),
      );

      app.get(
        "/creators/:handle/customers.csv",
        {
          schema: {
            tags,
            summary: "A creator's customers as a spreadsheet",
            produces: ["text/csv"],
            params: creatorParams,
            querystring: customersFilter,
            response: { 200: csv, 404: problem, 429: problem },
          },
        },
        async (request, reply) => {
          const user = userOf(request);
          await limitRate(deps, EXPORTS, user.userId);
          const { handle } = request.params;
          return sendCsv(reply, await exportCustomers(deps, user, { ...request.query, handle }));
        },
      );
    },
};
