import type { Deps } from "../deps.ts";
import { labelOlderFiles, readLeftOutFilms } from "../features/media/index.ts";
import { runEach } from "./run-each.ts";

/** Job: catches up on what an older version, or one without ffmpeg, did not find out of files. */
export async function readOlderFiles(deps: Deps): Promise<void> {
  await runEach(deps, [
    ["types", labelOlderFiles],
    ["films", readLeftOutFilms],
  ]);
}
