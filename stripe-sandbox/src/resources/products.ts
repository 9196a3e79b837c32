import type Stripe from "stripe";
import { change, create } from "../events/change.ts";
import { emit } from "../events/emit.ts";
import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";
import {
  findEvenDeleted,
  findWhere,
  getEvenDeleted,
  lockObject,
  replaceByTombstone,
} from "../store/objects.ts";
import { type Endpoint, get, listing, post, remove } from "../wire/endpoint.ts";
import { invalidRequest } from "../wire/errors.ts";
import {
  flag,
  list,
  metadata,
  moments,
  required,
  shapeFor,
  text,
  unsettable,
  webAddress,
} from "../wire/parameters.ts";
import { mergeMetadata } from "./metadata.ts";

const common = shapeFor<Stripe.ProductCreateParams & Stripe.ProductUpdateParams>()({
  active: flag(),
  description: unsettable(text(40_000)),
  images: list(webAddress(), { max: 8 }),
  metadata: metadata(),
  shippable: flag(),
  statement_descriptor: text(22),
  tax_code: unsettable(text()),
  unit_label: unsettable(text(12)),
  url: unsettable(webAddress()),
});

type Fields = Partial<Omit<Stripe.Product, "metadata">> & {
  name: string;
  metadata?: Record<string, string> | null | undefined;
};

/** Stores a new product and announces it. */
export function createProduct(call: Call, { metadata: given, ...fields }: Fields): Promise<Stripe.Product> {
  const product = {
    id: newId("prod", 14),
    object: "product",
    active: true,
    created: call.now,
    default_price: null,
    description: null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: mergeMetadata({}, given),
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: "service",
    unit_label: null,
    updated: call.now,
    url: null,
    ...fields,
  } satisfies Stripe.Product;
  return create(call, product, { events: ["product.created"] });
}

/** https://docs.stripe.com/api/products */
export const products: Endpoint[] = [
  post("/v1/products", { id: text(), name: required(text()), ...common }, async (call, { id, ...input }) => {
    if (id === undefined) return createProduct(call, input);
    if (!/^[\w-]+$/.test(id) || (await findEvenDeleted(call.db, "product", id)))
      throw invalidRequest(`Product already exists, or cannot be called so: ${id}`, {
        code: "resource_already_exists",
        param: "id",
      });
    return createProduct(call, { ...input, id });
  }),
  get("/v1/products/:id", {}, ({ db }, _, id) => getEvenDeleted(db, "product", id)),
  post(
    "/v1/products/:id",
    { default_price: text(), name: text(), ...common },
    async (call, { metadata: given, ...input }, id) => {
      const { object: product } = await lockObject(call.db, "product", id);
      const fields = {
        ...input,
        metadata: mergeMetadata(product.metadata, given),
        updated: call.now,
      };
      return change(call, product, fields, "product.updated");
    },
  ),
  remove("/v1/products/:id", async (call, id) => {
    const { object: product } = await lockObject(call.db, "product", id);
    if (await findWhere(call.db, "price", { product: id })) {
      throw invalidRequest("This product cannot be deleted because it has one or more user-created prices.");
    }
    await emit(call, "product.deleted", product);
    return replaceByTombstone(call.db, "product", id);
  }),
  listing("product", "/v1/products", { created: moments(), active: flag(), shippable: flag(), url: text() }),
];
