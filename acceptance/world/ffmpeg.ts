/** Real films and sounds; null where there is no ffmpeg to make them. */
export { ffmpegProgram, makeMedia } from "../../server/src/test/ffmpeg.ts";
