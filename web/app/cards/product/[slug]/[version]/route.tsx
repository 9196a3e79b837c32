import type { Product } from "@vaulture/sdk";
import { answerCard } from "@/components/cards/answer-card";
import { productCardPath } from "@/components/cards/card-version";
import { pictureData } from "@/components/cards/picture-data";
import { ProductDrawing } from "@/components/cards/product-drawing";
import { publicApi } from "@/lib/public-api";

type Context = { params: Promise<{ slug: string; version: string }> };

/** The picture of a link to a product, as everybody may see it: what is not on sale has none. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug } = await params;
  return answerCard(request, {
    find: () => publicApi.get("/api/v1/products/{idOrSlug}", { path: { idOrSlug: slug } }),
    pathOf: productCardPath,
    draw: async (product) => (
      <ProductDrawing
        product={product}
        cover={await pictureData(coverOf(product), { width: 604, height: 453 })}
        avatar={await pictureData(product.creator.avatarUrl, { width: 48, height: 48 })}
      />
    ),
  });
}

/** Nobody who sees a link was asked for their age. */
function coverOf({ creator, cover }: Product): string | undefined {
  return creator.adult ? undefined : cover?.sizes.at(-1)?.webpUrl;
}
