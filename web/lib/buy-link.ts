import type { Product } from "@vaulture/sdk";
import { formatPrice } from "./money.ts";

/** A link to the page in the looks of a button, for pages of other sites: plain HTML that needs nothing of ours. */
export function buyLink(address: string, { title, price }: Pick<Product, "title" | "price">): string {
  const words = price.amount === 0 ? "Get it free" : `Buy for ${formatPrice(price)}`;
  const style =
    "display:inline-block;padding:12px 24px;border-radius:8px;background:#111;color:#fff;font:500 16px/1.5 system-ui,sans-serif;text-decoration:none";
  return `<a href="${escaped(address)}" title="${escaped(title)}" style="${style}">${escaped(words)}</a>`;
}

function escaped(text: string): string {
  const names: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? character);
}
