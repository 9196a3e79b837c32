const LONGEST_SLUG = 60;

/**
 * Makes the readable part of a product's URL: `[a-z0-9]` words joined by single hyphens, 1 to 60 characters, cut between
 * words where possible. Latin letters lose their marks; a title without any Latin letter or digit becomes "product".
 * Doing it twice changes nothing. Slugs of different titles may be equal: uniqueness is the caller's.
 */
export function slugify(title: string): string {
  const slug = title
    .slice(0, 20 * LONGEST_SLUG)
    .toLowerCase()
    .replace(UNDECOMPOSABLE, (letter) => LATIN[letter] ?? "")
    .normalize("NFKD")
    .replace(MARKS_AND_APOSTROPHES, "")
    // Compatibility forms can unfold into capitals (™ gives TM).
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return cutBetweenWords(slug) || "product";
}

// Letters that Unicode does not decompose.
const LATIN: Record<string, string> = {
  æ: "ae",
  ð: "d",
  đ: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  ŋ: "n",
  ø: "o",
  œ: "oe",
  ß: "ss",
  þ: "th",
  ŧ: "t",
};
const UNDECOMPOSABLE = new RegExp(`[${Object.keys(LATIN).join("")}]`, "g");
const MARKS_AND_APOSTROPHES = /[\p{M}'’ʼ]/gu;

function cutBetweenWords(slug: string): string {
  if (slug.length <= LONGEST_SLUG) return slug;
  const end = slug.lastIndexOf("-", LONGEST_SLUG);
  // One very long word is cut inside, rather than leaving next to nothing.
  return end < LONGEST_SLUG / 2 ? slug.slice(0, LONGEST_SLUG) : slug.slice(0, end);
}

/**
 * Whether a creator may take this handle: 3 to 30 characters of a-z, 0-9 and underscore, a letter first, and not a word
 * that is a page of the site or could pass for its staff, however underscores are strewn into it.
 */
export function isHandle(text: string): boolean {
  return /^[a-z][a-z0-9_]{2,29}$/.test(text) && !RESERVED_HANDLES.has(text.replaceAll("_", ""));
}

const RESERVED_HANDLES = new Set(
  `about abuse account accounts admin administrator api app apps assets auth billing blog cart categories category
  checkout contact cookies creator creators dashboard demo docs download downloads explore faq favicon feed file files
  health help home install invite legal library login logout mail marketplace me media messages metrics moderator
  new news notifications null oauth official openapi operations operator orders owner page pages payment payments
  payout payouts post posts press pricing privacy product products profile public purchase purchases receipt receipts
  register robots root rss sandbox search security settings signin signout signup sitemap sitemapxml staff static
  status storage store stripe studio subscribe subscriptions support sysadmin system tag tags team terms tier tiers
  tos trust undefined upload uploads user users vaulture verify webhook webhooks wellknown www`.split(/\s+/),
);
