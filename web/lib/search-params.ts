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

/** Whether a text is an id as the API makes them. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** The value of a name that is an id. */
export function oneId(search: SearchParams, name: string): string | undefined {
  const value = oneParam(search, name);
  return value && isId(value) ? value : undefined;
}

/** The address of a list's next page with the same filters; null after the last. */
export function nextPage(
  here: string,
  filters: Record<string, string | undefined>,
  cursor: string | null,
): string | null {
  if (!cursor) return null;
  const kept = Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `${here}?${new URLSearchParams([...kept, ["cursor", cursor]])}`;
}
