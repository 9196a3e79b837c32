import { join } from "node:path";
import type { Deps } from "../../deps.ts";
import { isId } from "../../lib/ids.ts";

/** Where the bytes of an unfinished upload grow: a file named by its id, and by nothing that a user typed. */
export function uploadPath(deps: Pick<Deps, "storage">, fileId: string): string {
  if (!isId(fileId)) throw new TypeError("not a file id");
  return join(deps.storage.incoming, fileId);
}
