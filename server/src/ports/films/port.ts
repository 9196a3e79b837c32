/** What a film or sound says of itself; null where it does not say. Width and height as it is shown, turned if it asks to be. */
export type FilmFacts = { durationMs: number | null; width: number | null; height: number | null };

/** What a file begins as, by its own bytes: whatever else it turns into further on is not followed. */
export type FilmType =
  | "video/mp4"
  | "video/webm"
  | "audio/mp4"
  | "audio/mpeg"
  | "audio/aac"
  | "audio/ogg"
  | "audio/flac"
  | "audio/wav";

/**
 * Looks into films and sounds that people uploaded. What it is handed is hostile: a reader has a time, a memory and a processor bound,
 * opens nothing but the one file, and reads it as the type it was found to be. `path` is a file of this machine. Throws
 * {@link UnreadableFilm} for what it says is none; any other error (it took too long, it crashed) says nothing of the file.
 */
export type FilmsPort = {
  read(path: string, type: FilmType): Promise<FilmFacts>;
  /** One picture of a film, from near its beginning, at most 2048 pixels wide, as PNG; null where there is none. */
  frame(path: string, type: FilmType, durationMs: number | null): Promise<Buffer | null>;
};

export class UnreadableFilm extends Error {}
