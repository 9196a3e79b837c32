import type { Category, Product, ProductEditing, ProductEdits } from "@vaulture/sdk";
import type { Texts } from "@/lib/autosave/autosave-state";
import { editablePrice, formatPrice, parsePrice } from "@/lib/money";

/** The fields of a product as they stand in the form, what waits to be published among them. */
export function toTexts({ product, pending }: ProductEditing): Texts {
  const price = pending.price ?? product.price;
  const categoryId = pending.categoryId === undefined ? product.category?.id : pending.categoryId;
  return {
    title: pending.title ?? product.title,
    description: pending.description ?? product.description,
    price: `${editablePrice(price)} ${price.currency}`,
    categoryId: categoryId ?? "",
    tags: (pending.tags ?? product.tags).join(", "),
  };
}

/** What is wrong with a field as it stands, or null. */
export function wrongText(field: string, text: string): string | null {
  if (field === "title") return text.trim() === "" ? "A product needs a title." : null;
  if (field === "price") {
    const { amount, currency } = splitPrice(text);
    return parsePrice(amount, currency) === null
      ? `An amount such as 19 or 19.50 ${currency.toUpperCase()}; 0 is free.`
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
export function toEdits(texts: Texts): Omit<ProductEdits, "revision"> {
  const { title, description, price, categoryId, tags } = texts;
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(price !== undefined && { price: toPrice(price) ?? { amount: 0, currency: "usd" } }),
    ...(categoryId !== undefined && { categoryId: categoryId || null }),
    ...(tags !== undefined && { tags: toTags(tags) }),
  };
}

/** The product as buyers will see it once everything in the fields is saved and published. */
export function withTexts(product: Product, texts: Texts, categories: Category[]): Product {
  const category = categories.find(({ id }) => id === texts.categoryId);
  return {
    ...product,
    title: texts.title?.trim() || "Untitled",
    description: texts.description ?? "",
    price: toPrice(texts.price ?? "") ?? product.price,
    tags: toTags(texts.tags ?? ""),
    category: category ? { id: category.id, slug: category.slug, name: category.name } : null,
  };
}

/** "19.50 usd" as its two parts. */
export function splitPrice(text: string): { amount: string; currency: string } {
  const at = text.lastIndexOf(" ");
  return { amount: text.slice(0, at), currency: text.slice(at + 1) };
}

/** A refusal in the words of the form. */
export function fieldWords(field: string, message: string): string {
  const least = /at least (\d+) in the smallest unit of (\w{3})/.exec(message);
  if (least)
    return `0 for free, or at least ${formatPrice({ amount: Number(least[1]), currency: least[2] ?? "usd" })}.`;
  // What the API says of a field goes on after its name.
  const names: Record<string, string> = { title: "The title", description: "The text", tags: "A tag" };
  return /^[a-z]/.test(message) ? `${names[field] ?? "This"} ${message}.` : message;
}

function toPrice(text: string) {
  const { amount, currency } = splitPrice(text);
  const minor = parsePrice(amount, currency);
  return minor === null ? null : { amount: minor, currency };
}

function toTags(text: string): string[] {
  return text
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);
}
