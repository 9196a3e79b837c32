import type { Metadata } from "next";
import { AdultForm } from "@/components/studio/adult-form";
import { PictureForms } from "@/components/studio/picture-form";
import { ProfileForm } from "@/components/studio/profile-form";
import type { SectionProduct } from "@/components/studio/section-products";
import { SectionsForm } from "@/components/studio/sections-form";
import { TraceWatermark } from "@/components/studio/trace-watermark";
import { WatermarkForm } from "@/components/studio/watermark-form";
import { serverApi } from "@/lib/server-api";
import { requireMembership } from "@/lib/session";

export const metadata: Metadata = { title: "Settings", robots: { index: false } };

type Props = {
  params: Promise<{ handle: string }>;
  searchParams: Promise<{ trace?: string | string[] }>;
};

export default async function SettingsPage({ params, searchParams }: Props) {
  const { handle } = await params;
  const { trace } = await searchParams;
  const { role } = await requireMembership(handle, `/studio/${handle}/settings`);
  const creator = await (await serverApi()).get("/api/v1/creators/{handle}", { path: { handle } });
  return (
    <div className="grid max-w-[40rem] gap-10">
      <h1 className="text-xl">Settings</h1>
      <PictureForms creator={creator} />
      <ProfileForm creator={creator} />
      {role === "analyst" ? null : (
        <>
          <section aria-labelledby="watermark" className="grid gap-5">
            <div className="grid gap-1">
              <h2 id="watermark" className="text-lg">
                Watermark
              </h2>
              <p className="text-sm text-soft">
                Pictures of your posts are drawn with the name of whoever looks at them and a code that only
                you can look up. You and your editors see them without.
              </p>
            </div>
            <WatermarkForm creator={creator} />
            <div id="trace">
              <TraceWatermark handle={handle} code={typeof trace === "string" ? trace.trim() : ""} />
            </div>
          </section>
          <section aria-labelledby="adults" className="grid gap-4">
            <h2 id="adults" className="text-lg">
              Age notice
            </h2>
            <AdultForm creator={creator} />
          </section>
          <Sections handle={handle} />
        </>
      )}
    </div>
  );
}

async function Sections({ handle }: { handle: string }) {
  const [arrangement, products] = await Promise.all([
    (await serverApi()).get("/api/v1/creators/{handle}/storefront", { path: { handle } }),
    listProducts(handle),
  ]);
  const placed = new Set(arrangement.sections.flatMap(({ productIds }) => productIds));
  return (
    <SectionsForm
      handle={handle}
      arrangement={arrangement}
      products={products.filter(({ id, onSale }) => onSale || placed.has(id))}
    />
  );
}

async function listProducts(handle: string): Promise<SectionProduct[]> {
  const api = await serverApi();
  const found: SectionProduct[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.get("/api/v1/creators/{handle}/products", {
      path: { handle },
      query: { limit: 60, cursor },
    });
    found.push(...page.items.map(({ id, title, status }) => ({ id, title, onSale: status === "published" })));
    cursor = page.nextCursor ?? undefined;
  } while (cursor && found.length < 600);
  return found;
}
