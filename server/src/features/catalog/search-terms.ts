import { type RawBuilder, sql } from "kysely";

/**
 * The tsquery of what people typed: web search syntax (quotes, `or`, `-word`), and while the last word is still being typed, all
 * words that begin with it. Takes any text.
 */
export function searchTerms(typed: string): RawBuilder<string> {
  const { head, prefix } = splitPrefix(typed);
  const whole = sql<string>`websearch_to_tsquery('simple', ${head})`;
  // Only letters and digits reach the raw query syntax, quoted besides.
  return prefix ? sql<string>`(${whole} && to_tsquery('simple', ${`'${prefix}':*`}))` : whole;
}

/** Splits off the word that may be unfinished; none where web search syntax gives the last word another meaning. */
export function splitPrefix(typed: string): { head: string; prefix: string | null } {
  const match = /^(?:(.*)\s)?([\p{L}\p{N}]+)$/su.exec(typed);
  const head = match?.[1] ?? "";
  if (!match || head.includes('"') || /(^|\s)or\s*$/i.test(head)) return { head: typed, prefix: null };
  return { head, prefix: match[2]! };
}
