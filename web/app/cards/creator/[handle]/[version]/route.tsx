import { answerCard } from "@/components/cards/answer-card";
import { creatorCardPath } from "@/components/cards/card-version";
import { CreatorDrawing } from "@/components/cards/creator-drawing";
import { pictureData } from "@/components/cards/picture-data";
import { publicApi } from "@/lib/public-api";

type Context = { params: Promise<{ handle: string; version: string }> };

/** The picture of a link to a storefront, with the covers of its newest products. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { handle } = await params;
  return answerCard(request, {
    find: () => publicApi.get("/api/v1/creators/{handle}", { path: { handle } }),
    pathOf: creatorCardPath,
    draw: async (creator) => {
      const query = { creator: creator.handle, limit: 12 };
      const { items } = await publicApi.get("/api/v1/products", { query });
      // Nobody who sees a link was asked for their age.
      const shown = creator.adult ? [] : items;
      const paths = shown.flatMap(({ cover }) => cover?.sizes.at(-1)?.webpUrl ?? []).slice(0, 3);
      const covers = await Promise.all(paths.map((path) => pictureData(path, { width: 346, height: 260 })));
      return (
        <CreatorDrawing
          creator={creator}
          avatar={await pictureData(creator.avatarUrl, { width: 132, height: 132 })}
          covers={covers.filter((cover) => cover !== null)}
        />
      );
    },
  });
}
