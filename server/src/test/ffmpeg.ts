import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { findProgram } from "../lib/find-program.ts";

/** Where ffmpeg is; null where it is not. CI must have it: there it is taken for granted, so that a missing one fails. */
export const ffmpegProgram =
  findProgram("ffmpeg", process.env.PATH ?? "") ?? (process.env.CI === "true" ? "ffmpeg" : null);

/** What ffmpeg makes of these arguments, as the bytes of a file of this name. */
export async function makeMedia(name: string, ...args: string[]): Promise<Buffer> {
  const directory = await mkdtemp(join(tmpdir(), "vaulture-media-"));
  try {
    const path = join(directory, name);
    await promisify(execFile)(ffmpegProgram!, ["-v", "error", "-nostdin", ...args, path]);
    return await readFile(path);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Some seconds of a test picture, as browsers play it. */
export const makeFilm = (seconds: number, size = "640x360") =>
  makeMedia(
    "film.mp4",
    ...["-f", "lavfi", "-i", `testsrc2=size=${size}:rate=10:duration=${seconds}`],
    ...["-pix_fmt", "yuv420p", "-metadata", "location=+52.5200+013.4050/"],
  );
