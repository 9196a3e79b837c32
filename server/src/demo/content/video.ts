import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Clip = {
  seconds: number;
  background: Rgb;
  /** The colour at a point of the frame (x 0 to 16/9, y 0 to 1) at a share of the loop, or undefined for background. */
  colourAt: (x: number, y: number, share: number) => Rgb | undefined;
};
type Rgb = [number, number, number];

const width = 640;
const height = 360;
const framesPerSecond = 24;

/** Which file this host can make: MP4 with H.264, else WebM with VP9, else none (no ffmpeg, or without these encoders). */
export function videoFormat():
  | { extension: "mp4" | "webm"; contentType: string; encoder: string }
  | undefined {
  const answer = spawnSync("ffmpeg", ["-hide_banner", "-encoders"], { encoding: "utf8", timeout: 5000 });
  if (answer.status !== 0) return undefined;
  if (answer.stdout.includes(" libx264 ")) {
    return { extension: "mp4", contentType: "video/mp4", encoder: "libx264" };
  }
  if (answer.stdout.includes(" libvpx-vp9 ")) {
    return { extension: "webm", contentType: "video/webm", encoder: "libvpx-vp9" };
  }
  return undefined;
}

/**
 * Draws a clip frame by frame and has ffmpeg encode it, 640 x 360 at 24 frames a second, without sound. One encoder
 * thread and bit-exact muxing give the same bytes on the same ffmpeg. Rejects with ffmpeg's own words when it fails.
 */
export async function makeClip(
  clip: Clip,
  format: NonNullable<ReturnType<typeof videoFormat>>,
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "clip-"));
  const path = join(folder, `clip.${format.extension}`);
  try {
    await encode(clip, format.encoder, path);
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function encode(clip: Clip, encoder: string, path: string): Promise<void> {
  const speed =
    encoder === "libx264"
      ? ["-preset", "veryfast", "-crf", "20"]
      : ["-deadline", "realtime", "-cpu-used", "6", "-b:v", "900k"];
  const input = [
    "-f",
    "rawvideo",
    "-pix_fmt",
    "rgb24",
    "-s",
    `${width}x${height}`,
    "-r",
    String(framesPerSecond),
    "-i",
    "-",
  ];
  const output = [
    "-c:v",
    encoder,
    ...speed,
    "-pix_fmt",
    "yuv420p",
    "-threads",
    "1",
    "-fflags",
    "+bitexact",
    "-flags:v",
    "+bitexact",
    "-movflags",
    "+faststart",
    path,
  ];
  const ffmpeg = spawn("ffmpeg", ["-hide_banner", "-loglevel", "error", "-y", ...input, ...output], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  let complaint = "";
  ffmpeg.stderr.on("data", (chunk) => {
    complaint += String(chunk);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    ffmpeg.on("error", reject);
    ffmpeg.on("close", resolve);
  });
  // A dying encoder closes its input first; its exit code says why.
  ffmpeg.stdin.on("error", () => undefined);
  const frames = Math.round(clip.seconds * framesPerSecond);
  for (let i = 0; i < frames && ffmpeg.exitCode === null; i++) {
    const flowing = ffmpeg.stdin.write(drawFrame(clip, i / frames));
    if (!flowing) await Promise.race([new Promise((resolve) => ffmpeg.stdin.once("drain", resolve)), ended]);
  }
  ffmpeg.stdin.end();
  const status = await ended;
  if (status !== 0) throw new Error(`ffmpeg failed (${status}): ${complaint.trim()}`);
}

function drawFrame(clip: Clip, share: number): Buffer {
  const frame = Buffer.alloc(width * height * 3);
  let at = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const colour = clip.colourAt((column + 0.5) / height, (row + 0.5) / height, share) ?? clip.background;
      frame[at++] = colour[0];
      frame[at++] = colour[1];
      frame[at++] = colour[2];
    }
  }
  return frame;
}
