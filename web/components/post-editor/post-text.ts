import type { Post, PostChanges, StudioPost, Tier } from "@vaulture/sdk";
import type { Texts } from "@/lib/autosave/autosave-state";
import { editablePrice, formatPrice, parsePrice } from "@/lib/money";

/** For whom a post is, as the form has it: each choice is one thing, and a price is kept as it was typed. */
export interface Terms {
  kind: "everybody" | "free" | "members" | "ppv";
  /** Of a post for members: the lowest tier that opens it, or any. */
  tierId: string | null;
  amount: string;
  currency: string;
}

const yes = (value: boolean) => (value ? "yes" : "");

/** The fields of a post as they stand in the form. */
export function toTexts({ post, body, offersOriginals }: StudioPost): Texts {
  return {
    title: post.title,
    body,
    teaser: post.teaser,
    tags: post.tags.join(", "),
    terms: writeTerms(termsOf(post)),
    commentsOpen: yes(post.commentsOpen),
    offersOriginals: yes(offersOriginals),
    pinned: yes(post.pinned),
  };
}

/** What is wrong with a field as it stands, or null. */
export function wrongText(field: string, text: string): string | null {
  if (field === "terms") {
    const { kind, amount, currency } = readTerms(text);
    return kind === "ppv" && !parsePrice(amount, currency)
      ? `An amount such as 5 or 7.50 ${currency.toUpperCase()}.`
      : null;
  }
  if (field === "tags") {
    const tags = toTags(text);
    if (tags.length > 10) return "Ten tags at most.";
    return tags.some((tag) => tag.length > 30) ? "A tag has 30 letters at most." : null;
  }
  return null;
}

/** Well-formed fields as the API takes them. */
export function toChanges(texts: Texts): PostChanges {
  const { title, body, teaser, tags, terms, commentsOpen, offersOriginals, pinned } = texts;
  return {
    ...(title !== undefined && { title: title.trim() }),
    ...(body !== undefined && { body }),
    ...(teaser !== undefined && { teaser }),
    ...(tags !== undefined && { tags: toTags(tags) }),
    ...(terms !== undefined && conditions(readTerms(terms))),
    ...(commentsOpen !== undefined && { commentsOpen: commentsOpen === "yes" }),
    ...(offersOriginals !== undefined && { offersOriginals: offersOriginals === "yes" }),
    ...(pinned !== undefined && { pinned: pinned === "yes" }),
  };
}

/** The post as its author will see it with everything that is typed. */
export function withTexts(post: Post, texts: Texts, tiers: Tier[]): Post {
  const { visibility, isPublic, tierId, price } = conditions(readTerms(texts.terms ?? ""));
  const tier = tiers.find(({ id }) => id === tierId);
  return {
    ...post,
    title: texts.title?.trim() ?? "",
    teaser: texts.teaser?.trim() ?? "",
    body: texts.body ?? "",
    tags: toTags(texts.tags ?? ""),
    pinned: texts.pinned === "yes",
    visibility,
    isPublic,
    price,
    tier: tier ? { id: tier.id, name: tier.name, level: tier.level } : null,
  };
}

/** Terms as one text, such as "ppv 5 usd" or "members <tier>", so that they are saved together or not at all. */
export function writeTerms({ kind, tierId, amount, currency }: Terms): string {
  return [kind, tierId ?? "-", currency, amount].join(" ");
}

export function readTerms(text: string): Terms {
  const [kind = "free", tierId = "-", currency = "usd", ...amount] = text.split(" ");
  return {
    kind: kind as Terms["kind"],
    tierId: tierId === "-" ? null : tierId,
    currency,
    amount: amount.join(" "),
  };
}

function termsOf({ visibility, isPublic, tier, price }: Post): Terms {
  const kind =
    visibility === "ppv" ? "ppv" : visibility === "subscribers" ? "members" : isPublic ? "everybody" : "free";
  return {
    kind,
    tierId: tier?.id ?? null,
    amount: price ? editablePrice(price) : "",
    currency: price?.currency ?? "usd",
  };
}

function conditions({ kind, tierId, amount, currency }: Terms) {
  const minor = kind === "ppv" ? parsePrice(amount, currency) : null;
  return {
    visibility: ({ everybody: "free", free: "free", members: "subscribers", ppv: "ppv" } as const)[kind],
    isPublic: kind === "everybody",
    tierId: kind === "members" ? tierId : null,
    price: minor === null ? null : { amount: minor, currency },
  };
}

/** A refusal by the fields and in the words of the form. */
export function inForm(fields: Record<string, string>): Record<string, string> {
  const terms = ["price", "tierId", "visibility", "isPublic", "currency"];
  return Object.fromEntries(
    Object.entries(fields).map(([field, message]) => {
      const least = /at least (\d+) in the smallest unit of (\w{3})/.exec(message);
      const words = least
        ? `At least ${formatPrice({ amount: Number(least[1]), currency: least[2] ?? "usd" })}.`
        : /^[a-z]/.test(message)
          ? `This ${message}.`
          : message;
      return [terms.includes(field) ? "terms" : field, words];
    }),
  );
}

function toTags(text: string): string[] {
  return text
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);
}
