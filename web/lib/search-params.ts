/** What a page gets of its address; a name given twice comes as a list. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** The value of a name that is given once and not empty. */
export function oneParam(search: SearchParams, name: string): string | undefined {
  const value = search[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Every value of a name, however often it is given. */
export function listParam(search: SearchParams, name: string): string[] {
  return [search[name] ?? []].flat();
}

/** The value if it is one of these, so that nothing else of an address reaches the API. */
export function oneOf<const T extends string>(
  allowed: readonly T[],
  value: string | undefined,
): T | undefined {
  return allowed.find((candidate) => candidate === value);
}
