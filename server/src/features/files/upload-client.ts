import type { Actor } from "../../test/actors.ts";

export const TUS = { "tus-resumable": "1.0.0" };
export const BYTES = { ...TUS, "content-type": "application/offset+octet-stream" };

/** `Upload-Metadata` as tus writes it. */
export function metadata(entries: Record<string, string>): string {
  return Object.entries(entries)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`)
    .join(",");
}

/** Asks for an upload over plain HTTP; `more` overrides headers. */
export function create(
  actor: Actor,
  upload: { creatorId: string; size: number; name?: string; type?: string },
  more: { headers?: Record<string, string>; body?: Uint8Array } = {},
): Promise<Response> {
  const { creatorId, size, name = "guide.pdf", type = "application/pdf" } = upload;
  return actor.fetch("/api/v1/uploads", {
    method: "POST",
    headers: {
      ...TUS,
      "upload-length": String(size),
      "upload-metadata": metadata({ filename: name, filetype: type, creatorId }),
      ...more.headers,
    },
    ...(more.body === undefined ? {} : { body: more.body as Uint8Array<ArrayBuffer> }),
  });
}

/** The same; the path of the new upload. */
export async function created(...args: Parameters<typeof create>): Promise<string> {
  const answer = await create(...args);
  if (answer.status !== 201) throw new Error(`creating answered ${answer.status}: ${await answer.text()}`);
  return answer.headers.get("location")!;
}

export function patch(
  actor: Actor,
  path: string,
  offset: number,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Response> {
  return actor.fetch(path, {
    method: "PATCH",
    headers: { ...BYTES, "upload-offset": String(offset), ...headers },
    body: bytes as Uint8Array<ArrayBuffer>,
  });
}

export function head(actor: Actor, path: string): Promise<Response> {
  return actor.fetch(path, { method: "HEAD", headers: TUS });
}

export function idOf(path: string): string {
  return path.split("/").at(-1)!;
}
