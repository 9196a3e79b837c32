import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Deps } from "../../deps.ts";
import { empty } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { addFiles, orderFiles, takeOutFile } from "./change-files.ts";
import { changeLimits } from "./change-limits.ts";
import { discardEdits } from "./discard-edits.ts";
import { duplicateProduct } from "./duplicate-product.ts";
import { getEditing } from "./get-editing.ts";
import { publishEdits } from "./publish-edits.ts";
import { saveEdits } from "./save-edits.ts";
import * as shapes from "./schemas.ts";

const tags = ["catalog"];
const params = shapes.productParams;
const answersProduct = { response: { 200: shapes.product } };
const answersEditing = { response: { 200: shapes.productEditing } };

/** What the studio's editor does to a product, for signed-in viewers. */
export const editorRoutes =
  (deps: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      "/products/:id/edits",
      { schema: { tags, summary: "A product with what waits to be published", params, ...answersEditing } },
      async (request) => getEditing(deps, userOf(request), request.params.id),
    );
    app.patch(
      "/products/:id/edits",
      {
        schema: {
          tags,
          summary: "Save what was written: a product for sale shows it once it is published",
          params,
          body: shapes.productEdits,
          ...answersEditing,
        },
      },
      async (request) => saveEdits(deps, userOf(request), request.params.id, request.body),
    );
    const ends = [
      ["publish", "Show buyers what waits", publishEdits],
      ["discard", "Drop what waits", discardEdits],
    ] as const;
    for (const [verb, summary, end] of ends) {
      app.post(
        `/products/:id/edits/${verb}`,
        { schema: { tags, summary, params, body: shapes.seenEdits, ...answersEditing } },
        async (request) => end(deps, userOf(request), request.params.id, request.body.revision),
      );
    }
    app.post(
      "/products/:id/files",
      {
        schema: {
          tags,
          summary: "Add files, or put one in the place of another",
          params,
          body: shapes.addedFiles,
          ...answersProduct,
        },
      },
      async (request) => addFiles(deps, userOf(request), { productId: request.params.id, ...request.body }),
    );
    app.put(
      "/products/:id/files",
      { schema: { tags, summary: "Order the files", params, body: shapes.fileOrder, ...answersProduct } },
      async (request) => orderFiles(deps, userOf(request), { productId: request.params.id, ...request.body }),
    );
    app.delete(
      "/products/:id/files/:fileId",
      {
        schema: {
          tags,
          summary: "Take a file out of a product",
          params: shapes.productFileParams,
          ...answersProduct,
        },
      },
      async (request) =>
        takeOutFile(deps, userOf(request), {
          productId: request.params.id,
          fileId: request.params.fileId,
        }),
    );
    app.put(
      "/products/:id/limits",
      {
        schema: {
          tags,
          summary: "Set where it is offered, how often and from how many devices it may be downloaded",
          params,
          body: shapes.newLimits,
          ...answersProduct,
        },
      },
      async (request) => changeLimits(deps, userOf(request), request.params.id, request.body),
    );
    app.post(
      "/products/:id/duplicate",
      {
        schema: {
          tags,
          summary: "Begin a draft that is a copy",
          params,
          body: empty.nullish(),
          response: { 201: shapes.product },
        },
      },
      async (request, reply) =>
        reply.code(201).send(await duplicateProduct(deps, userOf(request), request.params.id)),
    );
  };
