import type { Product } from "@vaulture/sdk";
import { Notice } from "@/components/ui/notice";

/** Says above a product's page why not everybody sees it; nothing where everybody does. */
export function ProductNotice({ product }: { product: Product }) {
  const said = wordsOf(product);
  if (!said) return null;
  const [title, text] = said;
  return (
    <Notice tone="warning" title={title} className="mb-6">
      {text}
    </Notice>
  );
}

function wordsOf({ viewer, status, suspended, creator, removal }: Product): readonly [string, string] | null {
  if (suspended)
    return [
      "Closed by the operators",
      `${creator.displayName} is suspended. Only your team sees this page, and nothing can be bought or downloaded.`,
    ];
  if (status === "removed")
    return viewer.isMember
      ? ["Taken down by the operators", removal?.reason ?? "Only your team sees this page."]
      : ["Taken down", "It is no longer for sale. Your library says whether its files are still open."];
  if (viewer.isMember) return forMembers[status];
  return status === "published"
    ? null
    : ["No longer for sale", "It is yours all the same: your files stay where they were."];
}

const forMembers: Record<Exclude<Product["status"], "removed">, readonly [string, string] | null> = {
  draft: ["Preview of a draft", "This is how it will look. Only your team sees it until you publish."],
  published: null,
  unpublished: ["Taken off sale", "Only your team and those who bought it see this page."],
  archived: ["Archived", "Only your team and those who bought it see this page."],
};
