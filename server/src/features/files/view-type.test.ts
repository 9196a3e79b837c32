import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { sniffViewType } from "./view-type.ts";

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(
    parts.map((part) => Buffer.from(part as never, typeof part === "string" ? "latin1" : undefined)),
  );
/** A frame of 128 kbit/s at 44.1 kHz is 417 bytes long. */
const mpegFrame = () => Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413, 0x55)]);
/** The length stands in 13 bits across three bytes. */
const adtsFrame = (length = 200) =>
  Buffer.concat([
    Buffer.from([
      0xff,
      0xf1,
      0x50,
      0x80 | (length >> 11),
      (length >> 3) & 255,
      ((length & 7) << 5) | 0x1f,
      0xfc,
    ]),
    Buffer.alloc(length - 7, 0x55),
  ]);

describe("what a file may be shown as", () => {
  it.each<[string, Buffer, string]>([
    ["MP4", bytes([0, 0, 0, 32], "ftypisom", [0, 0, 2, 0], "isomiso2avc1mp41"), "video/mp4"],
    ["QuickTime", bytes([0, 0, 0, 20], "ftypqt  "), "video/mp4"],
    ["M4A", bytes([0, 0, 0, 32], "ftypM4A "), "audio/mp4"],
    [
      "WebM",
      bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 0x42, 0x82, 0x84], "webm"),
      "video/webm",
    ],
    ["Ogg Opus", bytes("OggS", Array(24).fill(0) as number[], "OpusHead"), "audio/ogg"],
    ["Ogg Vorbis", bytes("OggS", Array(24).fill(0) as number[], "\x01vorbis"), "audio/ogg"],
    ["FLAC", bytes("fLaC", [0, 0, 0, 34]), "audio/flac"],
    ["WAV", bytes("RIFF", [36, 0, 0, 0], "WAVEfmt "), "audio/wav"],
    ["MP3 with a title", bytes("ID3", [4, 0, 0, 0, 0, 0, 0]), "audio/mpeg"],
    ["MP3 without", Buffer.concat([mpegFrame(), mpegFrame()]), "audio/mpeg"],
    ["AAC", Buffer.concat([adtsFrame(), adtsFrame()]), "audio/aac"],
    ["GIF", bytes("GIF89a"), "image/gif"],
  ])("%s", (_, head, type) => {
    expect(sniffViewType(head)).toBe(type);
  });

  it.each(["png", "jpeg", "webp", "avif"] as const)("a real %s", async (format) => {
    const image = sharp({ create: { width: 8, height: 8, channels: 3, background: "#808" } });
    expect(sniffViewType(await image.toFormat(format).toBuffer())).toBe(`image/${format}`);
  });

  it.each<[string, Buffer]>([
    ["nothing", Buffer.alloc(0)],
    ["HTML", bytes("<!doctype html><script>alert(1)</script>")],
    ["SVG", bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["XML with a stylesheet", bytes('<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?>')],
    ["PDF", bytes("%PDF-1.7")],
    ["ZIP", bytes("PK\x03\x04")],
    ["HEIC", bytes([0, 0, 0, 24], "ftypheic")],
    ["other Matroska", bytes([0x1a, 0x45, 0xdf, 0xa3], "matroska")],
    ["an Ogg film", bytes("OggS", Array(24).fill(0) as number[], "\x80theora")],
    ["two bytes that could begin a frame", bytes([0xff, 0xfb, 0x90, 0x00], "<script>".repeat(100))],
    ["UTF-16 text", bytes([0xff, 0xfe], "<\0h\0t\0m\0l\0>\0")],
    ["HTML before an MP4's mark", bytes("<!--", "ftypisomX--><script>").subarray(0, 3)],
  ])("never %s", (_, head) => {
    expect(sniffViewType(head)).toBe("none");
  });
});
