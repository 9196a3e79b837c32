import type { Facets } from "@vaulture/sdk";
import Link from "@/components/ui/link";
import { type MarketQuery, marketHref } from "@/lib/market-query";
import { FacetCount } from "./choice-group";

type Category = Facets["categories"][number];

interface CategoryTreeProps {
  market: MarketQuery;
  categories: Category[];
}

/** The categories as links, the branch of the chosen one open; the other filters stay. */
export function CategoryTree({ market, categories }: CategoryTreeProps) {
  if (categories.length === 0) return null;
  const { category: chosen, ...others } = market;
  const open = lineAbove(categories, chosen);
  return (
    <nav aria-label="Categories">
      <h2 className="mb-1.5 text-sm font-medium">Category</h2>
      <ul>
        <li>
          <Row href={marketHref(others)} label="All categories" current={!chosen} />
        </li>
        <Branch parentId={null} />
      </ul>
    </nav>
  );

  function Branch({ parentId }: { parentId: string | null }) {
    return categories
      .filter((category) => category.parentId === parentId)
      .map((category) => {
        const below = open.has(category.id) && categories.some(({ parentId: of }) => of === category.id);
        return (
          <li key={category.id}>
            <Row
              href={marketHref({ ...market, category: category.slug })}
              label={category.name}
              count={category.count}
              current={category.slug === chosen}
            />
            {below ? (
              <ul className="ml-2 border-l border-line pl-3">
                <Branch parentId={category.id} />
              </ul>
            ) : null}
          </li>
        );
      });
  }
}

interface RowProps {
  href: string;
  label: string;
  current: boolean;
  count?: number | null;
}

function Row({ href, label, current, count }: RowProps) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={current ? "page" : undefined}
      className={`flex min-h-10 items-center gap-2.5 rounded-sm text-sm hover:underline lg:min-h-8 ${
        current ? "font-medium" : "text-soft hover:text-ink"
      }`}
    >
      <span className="min-w-0 flex-1 truncate">{label}</span>
      <FacetCount count={count} />
    </Link>
  );
}

/** The chosen category and those above it. */
function lineAbove(categories: Category[], slug: string | undefined): Set<string> {
  const line = new Set<string>();
  let at = categories.find((category) => category.slug === slug);
  while (at && !line.has(at.id)) {
    line.add(at.id);
    const { parentId } = at;
    at = categories.find(({ id }) => id === parentId);
  }
  return line;
}
