import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";

/** What lies at a path, or null where nothing does. A disk that cannot tell is an error: it is no reason to believe that nothing is there. */
export async function statOrNull(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return null;
  }
}
