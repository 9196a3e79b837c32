import { describe, expect, it } from "vitest";
import { fileKind } from "./file-kind.ts";

describe("fileKind", () => {
  it.each([
    ["album.zip", "application/octet-stream", "archive", "ZIP archive"],
    ["A.PDF", "", "document", "PDF document"],
    ["loop.wav", "audio/wav", "audio", "WAV audio"],
    ["noname", "video/mp4", "video", "Video"],
    ["noname", "text/plain", "document", "Document"],
    ["x.unknown", "", "other", "UNKNOWN file"],
    ["", "", "other", "File"],
  ])("%j %j is %s", (name, type, kind, label) => {
    expect(fileKind(name, type)).toEqual({ kind, label });
  });
});
