const prefix = "upload";

interface FileFacts {
  name: string;
  size: number;
  lastModified: number;
}

/** The same file for the same purpose gives the same text: by it an interrupted upload is recognised. */
export function uploadFingerprint(scope: string, { name, size, lastModified }: FileFacts): string {
  return [prefix, scope, size, lastModified, encodeURIComponent(name)].join("|");
}

/** What a fingerprint was made of, or null when it is not one of that scope. */
export function readFingerprint(text: string, scope: string): { name: string; sizeBytes: number } | null {
  const [kind, owner, size, , name] = text.split("|");
  if (kind !== prefix || owner !== scope || name === undefined) return null;
  return { name: decodeURIComponent(name), sizeBytes: Number(size) };
}
