import type { ProductCard as Card } from "@vaulture/sdk";
import { Byline } from "@/components/creator/byline";
import { FileRow } from "@/components/file/file-row";
import { PriceTag } from "@/components/product/price-tag";
import { ProductCard } from "@/components/product/product-card";
import { Amount } from "@/components/ui/amount";
import { Avatar } from "@/components/ui/avatar";
import { FileSize } from "@/components/ui/file-size";
import { Time } from "@/components/ui/time";
import { Part, States } from "./part";

const mira = { id: "1", handle: "mira", displayName: "Mira Okafor", avatarUrl: null };
const card = {
  id: "1",
  slug: "a-field-guide",
  title: "A field guide",
  summary: "What grows between the stones.",
  price: { amount: 1950, currency: "usd" },
  cover: null,
  creator: mira,
  category: null,
  tags: [],
  fileCount: 2,
  publishedAt: "2026-05-12T14:05:00Z",
  status: "published",
} as unknown as Card;

const files = [
  ["album.zip", 123_456_789, "application/zip"],
  ["guide.pdf", 2_345_678, "application/pdf"],
  ["rain.wav", 45_678_901, "audio/wav"],
  ["lesson.mp4", 1_234_567_890, "video/mp4"],
  ["poster.png", 345_678, "image/png"],
  ["a name that is far too long for a narrow telephone, and goes on nevertheless.csv", 12, "text/csv"],
] as const;

export function Nouns() {
  return (
    <>
      <Part title="Product cards">
        <div className="grid grid-cols-2 gap-5 sm:grid-cols-3">
          <ProductCard product={card} />
          <ProductCard
            product={{
              ...card,
              title: "Free, with a title that needs two lines of its card",
              price: { amount: 0, currency: "usd" },
            }}
          />
          <ProductCard product={card} hideCreator />
        </div>
      </Part>
      <Part title="Files">
        <ul className="divide-y divide-line border-y border-line">
          {files.map(([name, sizeBytes, contentType]) => (
            <li key={name}>
              <FileRow file={{ id: name, name, sizeBytes, contentType }} />
            </li>
          ))}
        </ul>
      </Part>
      <Part title="People">
        <States
          states={[
            ["small", <Avatar key="s" name={mira.displayName} url={null} size="small" />],
            ["medium", <Avatar key="m" name={mira.displayName} url={null} />],
            ["large", <Avatar key="l" name={mira.displayName} url={null} size="large" />],
            ["byline", <Byline key="b" creator={mira} />],
          ]}
        />
      </Part>
      <Part title="Money, time, size">
        <States
          states={[
            ["price", <PriceTag key="p" price={{ amount: 1950, currency: "usd" }} />],
            ["free", <PriceTag key="f" price={{ amount: 0, currency: "usd" }} />],
            ["sum", <Amount key="s" full price={{ amount: 120_000, currency: "jpy" }} />],
            ["day", <Time key="d" at="2026-05-12T14:05:00Z" />],
            ["moment", <Time key="t" at="2026-05-12T14:05:00Z" exact />],
            ["size", <FileSize key="b" bytes={4_404_019} />],
          ]}
        />
      </Part>
    </>
  );
}
