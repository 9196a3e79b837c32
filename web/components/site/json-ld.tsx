import type { StructuredData } from "@/lib/structured-data";

/** Facts about a page for search engines. A block of data, never run. React would write "&quot;" into it, so it is written raw, with "<" escaped: no text in it can end the element. */
export function JsonLd({ data }: { data: StructuredData }) {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
