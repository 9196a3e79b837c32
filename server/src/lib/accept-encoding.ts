/**
 * The first of `codings`, best first, that an Accept-Encoding header lets us send; "identity" when it names none of them, or where
 * there is no header. A weight of 0 refuses, `*` speaks for what is not named (RFC 9110, 12.5.3).
 */
export function pickEncoding<T extends string>(
  header: string | undefined,
  codings: readonly T[],
): T | "identity" {
  const weights = new Map<string, number>();
  for (const part of (header ?? "").toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((text) => text.trim());
    const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    if (name) weights.set(name === "x-gzip" ? "gzip" : name, weight === undefined ? 1 : Number(weight));
  }
  const accepted = (coding: string) => (weights.get(coding) ?? weights.get("*") ?? 0) > 0;
  return codings.find(accepted) ?? "identity";
}
