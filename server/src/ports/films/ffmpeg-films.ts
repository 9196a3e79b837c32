import { spawn } from "node:child_process";
import { z } from "zod";
import { type FilmFacts, type FilmsPort, type FilmType, UnreadableFilm } from "./port.ts";

/** Read as this and nothing else: a playlist that names other files is no film, whatever it is called. */
const DEMUXERS: Record<FilmType, string> = {
  "video/mp4": "mov",
  "video/webm": "matroska",
  "audio/mp4": "mov",
  "audio/mpeg": "mp3",
  "audio/aac": "aac",
  "audio/ogg": "ogg",
  "audio/flac": "flac",
  "audio/wav": "wav",
};
/** What browsers play; the rest of ffmpeg's decoders are never started. */
const CODECS =
  "h264,hevc,vp8,vp9,av1,libdav1d,libaom-av1,aac,mp3,mp3float,opus,libopus,vorbis,flac,pcm_s16le,pcm_s24le";
/** Niced, a process waits long on a busy machine; what costs time is bounded by the next. */
const LONGEST_SECONDS = 120;
const CPU_SECONDS = 20;
const MEMORY_KIB = 2_000_000;
const MOST_OUTPUT = 32 * 1024 * 1024;
/** The frame is taken where a film has begun: a tenth in, three seconds at most. */
const LATEST_SECONDS = 3;

/**
 * ffmpeg and ffprobe, a process for each look: niced, on one thread, with the bounds that a shell can set (CPU time, memory, no file
 * written), without our environment, without a protocol but `file`, and killed when it takes too long. Its
 * arguments are ours but for the path, which is a storage key's. One runs at a time.
 */
export function ffmpegFilms({
  ffmpeg,
  ffprobe,
  longestSeconds = LONGEST_SECONDS,
}: {
  ffmpeg: string;
  ffprobe: string;
  longestSeconds?: number;
}): FilmsPort {
  const run = (program: string, args: string[]) => runWithin(longestSeconds * 1000, program, args);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    read: (path, type) =>
      inTurn(async () => {
        const told = await run(ffprobe, [
          ...["-v", "error", "-threads", "1", ...input(type)],
          ...["-show_entries", "format=duration:stream=codec_type,width,height:stream_side_data=rotation"],
          ...["-of", "json", "-i", `file:${path}`],
        ]);
        return toFacts(told);
      }),
    frame: (path, type, durationMs) =>
      inTurn(async () => {
        const at = Math.min(LATEST_SECONDS, (durationMs ?? 0) / 10_000);
        const png = await run(ffmpeg, [
          ...["-v", "error", "-nostdin", "-threads", "1", "-filter_threads", "1", ...input(type)],
          ...[
            "-ss",
            at.toFixed(3),
            "-i",
            `file:${path}`,
            "-map",
            "0:v:0",
            "-an",
            "-sn",
            "-dn",
            "-frames:v",
            "1",
          ],
          ...["-vf", "scale='min(2048,iw)':-2", "-f", "image2pipe", "-c:v", "png", "pipe:1"],
        ]);
        return png.length > 0 ? png : null;
      }),
  };
}

const input = (type: FilmType) => [
  ...["-protocol_whitelist", "file", "-f", DEMUXERS[type], "-codec_whitelist", CODECS],
  // Enough to find what streams there are.
  ...["-probesize", "20M", "-analyzeduration", "10M"],
];

/** It may write no file at all; where a system knows no bound for memory, the others hold. */
const LIMITED = `ulimit -t ${CPU_SECONDS}; ulimit -f 0; ulimit -c 0; ulimit -n 32; ulimit -v ${MEMORY_KIB} 2>/dev/null; exec nice -n 5 "$@"`;

/** What a shell answers for a program that it cannot run or does not find (POSIX, Shell & Utilities 2.8.2), and ffmpeg when it is told to end. */
const DID_NOT_FINISH = [126, 127, 255];

function runWithin(longestMs: number, program: string, args: string[]): Promise<Buffer> {
  const child = spawn("/bin/sh", ["-c", LIMITED, "sh", program, ...args], {
    env: { NODE_ENV: "production" },
    cwd: "/",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let size = 0;
  let complaint = "";
  const end = (error: Error) => {
    child.kill("SIGKILL");
    reject(error);
  };
  const timer = setTimeout(() => end(new Error("the reader of films took too long")), longestMs);
  child.stdout.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size > MOST_OUTPUT) end(new UnreadableFilm("it answered too much"));
    else chunks.push(chunk);
  });
  child.stderr.on("data", (chunk: Buffer) => {
    complaint = (complaint + chunk.toString("utf8")).slice(0, 500);
  });
  child.on("error", (error) => reject(error));
  child.on("close", (code, signal) => {
    clearTimeout(timer);
    if (code === 0) resolve(Buffer.concat(chunks));
    // Killed at a bound, crashed, ended with us, or not even started: the file may be as good as any.
    else if (code === null || DID_NOT_FINISH.includes(code))
      reject(new Error(`the reader of films ended with ${signal ?? code}`));
    else reject(new UnreadableFilm(complaint.trim() || `ended with ${code}`));
  });
  return promise;
}

const answer = z.object({
  format: z
    .object({ duration: z.coerce.number().positive().max(1e7).optional().catch(undefined) })
    .default({}),
  streams: z
    .array(
      z.object({
        codec_type: z.string().optional(),
        width: z.int().positive().max(100_000).optional().catch(undefined),
        height: z.int().positive().max(100_000).optional().catch(undefined),
        side_data_list: z.array(z.object({ rotation: z.number().optional() })).default([]),
      }),
    )
    .default([]),
});

function toFacts(told: Buffer): FilmFacts {
  const { format, streams } = answer.parse(JSON.parse(told.toString("utf8")));
  const picture = streams.find(({ codec_type }) => codec_type === "video");
  const durationMs = format.duration === undefined ? null : Math.round(format.duration * 1000);
  if (!picture?.width || !picture.height) return { durationMs, width: null, height: null };
  const turned = picture.side_data_list.some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90);
  const [width, height] = turned ? [picture.height, picture.width] : [picture.width, picture.height];
  return { durationMs, width, height };
}
