import type { Product } from "@vaulture/sdk";
import { api } from "../browser-api";
import { openUploads, type Uploads } from "./open-uploads";

/** The uploads of a product, which become its files. */
export function productUploads(productId: string, creatorId: string): Uploads<Product> {
  return openUploads(productId, creatorId, (files) => {
    const inPlaceOf = files[0]?.replaces;
    return api.post("/api/v1/products/{id}/files", {
      path: { id: productId },
      body: { fileIds: files.map(({ fileId }) => fileId), ...(inPlaceOf ? { inPlaceOf } : {}) },
    });
  });
}
