import { Time } from "@/components/ui/time";
import { Markdown } from "@/lib/markdown";
import { serverApi } from "@/lib/server-api";

/** One of the site's own pages, as its operators wrote it. */
export async function SitePage({ slug }: { slug: "help" | "terms" | "privacy" }) {
  const page = await (await serverApi()).get("/api/v1/site/pages/{slug}", { path: { slug } });
  return (
    <article className="page grid grid-cols-1 gap-8 pt-10 sm:pt-14">
      <h1 className="text-xl sm:text-2xl">{page.title}</h1>
      <Markdown source={page.body} top={2} />
      {page.updatedAt ? (
        <p className="text-sm text-soft">
          Last changed <Time at={page.updatedAt} />
        </p>
      ) : null}
    </article>
  );
}
