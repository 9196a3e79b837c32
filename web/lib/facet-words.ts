import type { Facets, Price } from "@vaulture/sdk";
import { formatPrice } from "./money.ts";

type Kind = Facets["kinds"][number]["kind"];

/** What the kinds of files are called where many are meant. */
export const kindWords: Record<Kind, string> = {
  archive: "Archives",
  audio: "Audio",
  book: "Books",
  code: "Code",
  document: "Documents",
  font: "Fonts",
  image: "Images",
  model: "3D models",
  other: "Other files",
  table: "Data tables",
  video: "Video",
};

/** A range of prices: "Free", "Under $10", "$10 to $25", "$50 and more". */
export function priceWords(
  { from, below }: { from: Price | null; below: Price | null },
  locale: string,
): string {
  if (below?.amount === 0) return "Free";
  if (!below) return from ? `${formatPrice(from, locale)} and more` : "Any price";
  return from
    ? `${formatPrice(from, locale)} to ${formatPrice(below, locale)}`
    : `Under ${formatPrice(below, locale)}`;
}
