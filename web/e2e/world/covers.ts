import sharp from "sharp";
import type { ForSale } from "../../../acceptance/world/shop.ts";

/** Gives a product covers, each of one colour. */
export async function addCovers(product: ForSale, colours: string[]): Promise<void> {
  for (const background of colours) {
    const picture = await sharp({ create: { width: 1280, height: 960, channels: 3, background } })
      .png()
      .toBuffer();
    const answer = await product.shop.owner.fetch(`/api/v1/products/${product.productId}/covers`, {
      method: "POST",
      headers: { "content-type": "image/png" },
      body: new Uint8Array(picture),
    });
    if (answer.status !== 201) throw new Error(`a cover: ${answer.status} ${await answer.text()}`);
  }
}
