import { serverApi } from "@/lib/server-api";
import { CreatorRows } from "./creator-rows";

/** Creators who posted lately and are not followed yet; nothing where there are none. */
export async function Suggestions({ here }: { here: string }) {
  const { items } = await (await serverApi()).get("/api/v1/following/suggestions");
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="suggestions" className="mt-10">
      <h2 id="suggestions" className="mb-4 text-lg">
        Creators to follow
      </h2>
      <CreatorRows creators={items} followed={false} here={here} />
    </section>
  );
}
