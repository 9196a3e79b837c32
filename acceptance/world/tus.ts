import { Upload } from "tus-js-client";
import type { Person } from "./people.ts";

/** Uploads with the client that the pages use, in pieces; answers the file's id. */
export function uploadWithTus(
  person: Person,
  bytes: Buffer,
  metadata: { filename: string; filetype: string; creatorId: string },
  { chunkSize = 1024 * 1024 }: { chunkSize?: number } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: `${person.url}/api/v1/uploads`,
      headers: { cookie: person.cookie, origin: person.url },
      chunkSize,
      metadata,
      retryDelays: [0, 200, 500],
      onError: reject,
      onSuccess: () => resolve(upload.url!.split("/").at(-1)!),
    });
    upload.start();
  });
}
