import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import { empty, listOf } from "../../http/schemas.ts";
import { userOf } from "../../http/viewer.ts";
import { creatorParams } from "../creators/index.ts";
import { archiveProduct } from "./archive-product.ts";
import { coverRoutes } from "./cover-routes.ts";
import { createCategory } from "./create-category.ts";
import { createProduct } from "./create-product.ts";
import { deleteCategory } from "./delete-category.ts";
import { deleteDraft } from "./delete-draft.ts";
import { editorRoutes } from "./editor-routes.ts";
import { findCreators } from "./find-creators.ts";
import { getProduct } from "./get-product.ts";
import { listCategories } from "./list-categories.ts";
import { listCreatorProducts } from "./list-creator-products.ts";
import { listFacets } from "./list-facets.ts";
import { listProducts } from "./list-products.ts";
import { listRelated } from "./list-related.ts";
import { publishProduct } from "./publish-product.ts";
import * as shapes from "./schemas.ts";
import { storefrontRoutes } from "./storefront-routes.ts";
import { unpublishProduct } from "./unpublish-product.ts";
import { updateCategory } from "./update-category.ts";
import { updateProduct } from "./update-product.ts";

const tags = ["catalog"];
const answersProduct = { response: { 200: shapes.product } };

export const catalogRoutes = {
  anyone:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.get(
        "/categories",
        {
          schema: {
            tags,
            summary: "The tree of categories, flat",
            response: { 200: z.object({ items: z.array(shapes.category) }) },
          },
        },
        async () => ({ items: await listCategories(deps) }),
      );
      app.get(
        "/products",
        {
          schema: {
            tags,
            summary: "Browse and search what is on sale",
            querystring: shapes.productsQuery,
            response: { 200: shapes.productPage },
          },
        },
        async (request) => listProducts(deps, request.query),
      );
      app.get(
        "/creators",
        {
          schema: {
            tags,
            summary: "Find creators by name",
            querystring: shapes.creatorsQuery,
            response: { 200: shapes.foundCreators },
          },
        },
        async (request) => findCreators(deps, request.query),
      );
      app.get(
        "/product-facets",
        {
          schema: {
            tags,
            summary: "What the products on sale can be narrowed by",
            querystring: shapes.facetsQuery,
            response: { 200: shapes.facets },
          },
        },
        async (request) => listFacets(deps, request.query),
      );
      app.get(
        "/products/:idOrSlug",
        {
          schema: {
            tags,
            summary: "A product, and what is on sale beside it where that is asked for",
            params: shapes.productOrSlugParams,
            querystring: shapes.productQuery,
            response: { 200: shapes.shownProduct },
          },
        },
        async (request) => {
          const product = await getProduct(deps, request.viewer, request.params.idOrSlug);
          return request.query.include ? { ...product, related: await listRelated(deps, product) } : product;
        },
      );
      await app.register(storefrontRoutes.anyone(deps));
    },

  signedIn:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.post(
        "/products",
        {
          schema: {
            tags,
            summary: "Begin a product, as a draft",
            body: shapes.newProduct,
            response: { 201: shapes.product },
          },
        },
        async (request, reply) =>
          reply.code(201).send(await createProduct(deps, userOf(request), request.body)),
      );
      app.patch(
        "/products/:id",
        {
          schema: {
            tags,
            summary: "Change a product",
            params: shapes.productParams,
            body: shapes.productChanges,
            ...answersProduct,
          },
        },
        async (request) => updateProduct(deps, userOf(request), request.params.id, request.body),
      );
      app.delete(
        "/products/:id",
        {
          schema: {
            tags,
            summary: "Delete a draft",
            params: shapes.productParams,
            response: { 204: z.null() },
          },
        },
        async (request, reply) => {
          await deleteDraft(deps, userOf(request), request.params.id);
          return reply.code(204).send(null);
        },
      );
      const moves = [
        ["publish", "Put a product on sale", publishProduct],
        ["unpublish", "Take a product off sale", unpublishProduct],
        ["archive", "Put a product away", archiveProduct],
      ] as const;
      for (const [verb, summary, move] of moves) {
        app.post(
          `/products/:id/${verb}`,
          {
            schema: {
              tags,
              summary,
              params: shapes.productParams,
              body: empty.nullish(),
              ...answersProduct,
            },
          },
          async (request) => move(deps, userOf(request), request.params.id),
        );
      }
      app.get(
        "/creators/:handle/products",
        {
          schema: {
            tags,
            summary: "All products of a creator, for its members",
            params: creatorParams,
            querystring: shapes.studioQuery,
            response: { 200: listOf(shapes.studioProduct) },
          },
        },
        async (request) => listCreatorProducts(deps, userOf(request), request.params.handle, request.query),
      );
      await app.register(editorRoutes(deps));
      await app.register(coverRoutes(deps));
      await app.register(storefrontRoutes.signedIn(deps));
    },

  operators:
    (deps: Deps): FastifyPluginAsyncZod =>
    async (app) => {
      app.post(
        "/operations/categories",
        {
          schema: {
            tags,
            summary: "Add a category",
            body: shapes.newCategory,
            response: { 201: shapes.category },
          },
        },
        async (request, reply) =>
          reply.code(201).send(await createCategory(deps, userOf(request), request.body)),
      );
      app.patch(
        "/operations/categories/:id",
        {
          schema: {
            tags,
            summary: "Rename, move or reorder a category",
            params: shapes.productParams,
            body: shapes.categoryChanges,
            response: { 200: shapes.category },
          },
        },
        async (request) => updateCategory(deps, userOf(request), request.params.id, request.body),
      );
      app.delete(
        "/operations/categories/:id",
        {
          schema: {
            tags,
            summary: "Remove an empty category",
            params: shapes.productParams,
            response: { 204: z.null() },
          },
        },
        async (request, reply) => {
          await deleteCategory(deps, userOf(request), request.params.id);
          return reply.code(204).send(null);
        },
      );
    },
};
