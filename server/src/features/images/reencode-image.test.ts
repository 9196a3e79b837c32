import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { sniffImageFormat } from "./image-format.ts";
import { MOST_SHOWN, reencodeForViews, reencodeImage, sizesOf } from "./reencode-image.ts";

const WIDTHS = [320, 640, 1280];

function plain(width: number, height: number, channels: 3 | 4 = 3): Sharp {
  return sharp({ create: { width, height, channels, background: { r: 200, g: 40, b: 90, alpha: 0.5 } } });
}

describe("reencodeImage", () => {
  it("makes AVIF and WebP in ascending widths, none larger than the original", async () => {
    const large = await reencodeImage(await plain(1600, 1200).jpeg().toBuffer(), { widths: WIDTHS });
    expect(large.map(({ width, height }) => [width, height])).toEqual([
      [320, 240],
      [640, 480],
      [1280, 960],
    ]);
    for (const size of large) {
      const avif = await sharp(size.avif).metadata();
      expect([avif.format, avif.compression, avif.width, avif.height]).toEqual([
        "heif",
        "av1",
        size.width,
        size.height,
      ]);
      const webp = await sharp(size.webp).metadata();
      expect([webp.format, webp.width, webp.height]).toEqual(["webp", size.width, size.height]);
    }
    const small = await reencodeImage(await plain(500, 100).png().toBuffer(), { widths: WIDTHS });
    expect(small.map(({ width, height }) => [width, height])).toEqual([
      [320, 64],
      [500, 100],
    ]);
  });

  it.each([
    ["png with alpha", plain(400, 300, 4).png()],
    ["jpeg", plain(400, 300).jpeg()],
    ["webp", plain(400, 300).webp()],
    ["avif", plain(400, 300).avif({ effort: 0 })],
    ["gif", plain(400, 300).gif()],
    ["grey png", plain(400, 300).grayscale().png()],
    ["16 bit png", plain(400, 300).toColourspace("rgb16").png()],
    ["cmyk jpeg", plain(400, 300).toColourspace("cmyk").jpeg()],
    ["interlaced png", plain(400, 300).png({ progressive: true })],
  ])("reads a %s", async (_name, image) => {
    const sizes = await reencodeImage(await image.toBuffer(), { widths: WIDTHS });
    expect(sizes.map(({ width }) => width)).toEqual([320, 400]);
  });

  it("turns the picture as EXIF says and keeps no metadata", async () => {
    const original = await plain(400, 200)
      .withExif({ IFD0: { Copyright: "somebody", Artist: "at 52.5200 N" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(original).metadata()).orientation).toBe(6);
    const [size] = await reencodeImage(original, { widths: [1280] });
    expect([size?.width, size?.height]).toEqual([200, 400]);
    for (const bytes of [size!.avif, size!.webp]) {
      const { exif, icc, xmp, iptc, orientation } = await sharp(bytes).metadata();
      expect({ exif, icc, xmp, iptc, orientation }).toEqual({
        exif: undefined,
        icc: undefined,
        xmp: undefined,
        iptc: undefined,
        orientation: undefined,
      });
    }
  });

  it("takes the first frame of an animation", async () => {
    const frame = await plain(40, 40).png().toBuffer();
    const frames = await sharp([frame, await plain(40, 40).negate().png().toBuffer(), frame], {
      join: { animated: true },
    })
      .webp()
      .toBuffer();
    expect((await sharp(frames).metadata()).pages).toBeGreaterThan(1);
    const sizes = await reencodeImage(frames, { widths: WIDTHS });
    expect(sizes.map(({ width, height }) => [width, height])).toEqual([[40, 40]]);
  });

  it("cuts squares of exactly the widths asked for", async () => {
    const sizes = await reencodeImage(await plain(200, 50).png().toBuffer(), {
      widths: [96, 320],
      ratio: 1,
    });
    expect(sizes.map(({ width, height }) => [width, height])).toEqual([
      [96, 96],
      [320, 320],
    ]);
  });

  it("accepts the thinnest pictures", async () => {
    for (const [width, height] of [
      [1, 1],
      [3, 16_383],
      [16_383, 1],
    ] as const) {
      const sizes = await reencodeImage(await plain(width, height).png().toBuffer(), { widths: [320] });
      expect(sizes.at(-1)?.width).toBe(Math.min(width, 320));
    }
  });
});

describe("malformed and hostile pictures (A14)", () => {
  const refusal = async (bytes: Uint8Array) => {
    const error = await reencodeImage(bytes, { widths: WIDTHS }).catch((caught: unknown) => caught);
    return (error as { code?: string }).code;
  };

  it("knows the format by the bytes, and refuses others before decoding", async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    for (const bytes of [
      svg,
      Buffer.from(`<?xml version="1.0"?>${svg}`),
      Buffer.from("%PDF-1.7\n1 0 obj"),
      Buffer.from("II*\0\u0008\0\0\0", "latin1"),
      Buffer.from("<html><script>alert(1)</script>"),
      Buffer.from(`push graphic-context\nviewbox 0 0 1 1\nimage over 0,0 0,0 'https://example.org/x'`),
      Buffer.from("\0\0\0\x18ftypheic\0\0\0\0heicmif1", "latin1"),
      Buffer.from("BM"),
      Buffer.alloc(0),
      Buffer.from("x"),
    ]) {
      expect(await refusal(bytes)).toBe("unsupported_media");
    }
  });

  it("refuses a bomb by its header, at once", async () => {
    const bomb = await plain(12_000, 12_000).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(1_500_000);
    expect(await refusal(bomb)).toBe("too_large");
    const deep = plain(5100, 5000, 4).toColourspace("rgb16").png();
    expect(await refusal(await deep.toBuffer())).toBe("too_large");
    expect(await refusal(await plain(5000, 4100).avif({ effort: 0 }).toBuffer())).toBe("too_large");
    // A header alone, claiming more than memory could hold.
    const claim = Buffer.from(await plain(10, 10).png().toBuffer());
    claim.writeUInt32BE(0x7fff_ffff, 16);
    claim.writeUInt32BE(0x7fff_ffff, 20);
    expect(["too_large", "invalid_input"]).toContain(await refusal(claim));
    expect(await refusal(await plain(16_384, 1).png().toBuffer())).toBe("too_large");
  });

  it("refuses damaged pictures and works on", async () => {
    for (const image of [plain(900, 700).jpeg(), plain(900, 700).png(), plain(900, 700).webp()]) {
      const good = await image.toBuffer();
      expect(await refusal(good)).toBeUndefined();
      expect(await refusal(good.subarray(0, Math.floor(good.length * 0.6)))).toBe("invalid_input");
      expect(await refusal(good.subarray(0, 16))).toBe("invalid_input");
    }
    const png = await plain(50, 50).png().toBuffer();
    const noise = Buffer.concat([png.subarray(0, 40), Buffer.alloc(2000, 0xa5)]);
    expect(await refusal(noise)).toBe("invalid_input");
    expect(await refusal(png)).toBeUndefined();
  });

  it("survives a few hundred flipped bytes in each format", async () => {
    for (const image of [
      plain(60, 40).jpeg(),
      plain(60, 40).png(),
      plain(60, 40).webp(),
      plain(60, 40).gif(),
    ]) {
      const good = await image.toBuffer();
      for (let index = 0; index < good.length; index += Math.ceil(good.length / 60)) {
        const bad = Buffer.from(good);
        bad[index] = bad[index]! ^ 0xff;
        expect([undefined, "invalid_input", "unsupported_media", "too_large"]).toContain(await refusal(bad));
      }
    }
  });
});

describe("reencodeForViews", () => {
  it("makes a long strip narrower, whichever way it lies, and no wide picture", async () => {
    const strip = sharp({ create: { width: 800, height: 12_000, channels: 3, background: "#306090" } });
    const lying = strip.clone().rotate(90);
    for (const picture of [
      strip.clone().jpeg(),
      sharp(await lying.jpeg().toBuffer())
        .withMetadata({ orientation: 6 })
        .jpeg(),
    ]) {
      const { sizes, width, height } = await reencodeForViews(await picture.toBuffer(), [640, 1280, 2048]);
      expect(width * height).toBeLessThanOrEqual(MOST_SHOWN);
      expect([width, Math.round(height / width)]).toEqual([747, 15]);
      expect(sizes.map((size) => size.width)).toEqual([640, 747]);
      const { height: shown } = await sharp(sizes[1]!.webp).metadata();
      expect(shown).toBe(height);
    }
    const wide = await reencodeForViews(await lying.jpeg().toBuffer(), [640, 1280, 2048]);
    expect([wide.width, wide.height]).toEqual([2048, 137]);
  });
});

describe("a picture of any shape", () => {
  it.each([
    [4, 16_000],
    [100, 16_000],
    [1, 16_383],
    [16_000, 4],
    [2048, 2048],
  ])("of %i by %i has sizes, and a placeholder of a few pixels", async (width, height) => {
    const noise = sharp({
      create: {
        width,
        height,
        channels: 3,
        background: "#306090",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    });
    const made = await reencodeForViews(await noise.png().toBuffer(), [640, 1280, 2048]);
    expect(made.sizes.length).toBeGreaterThan(0);
    for (const size of made.sizes) {
      const shown = await sharp(size.webp).metadata();
      expect(shown.width).toBe(size.width);
      expect(shown.width * shown.height).toBeLessThanOrEqual(MOST_SHOWN);
    }
    const few = await sharp(made.placeholder).metadata();
    expect(Math.max(few.width, few.height)).toBe(16);
    expect(made.placeholder.length).toBeLessThan(2000);
  });
});

describe("sizesOf", () => {
  it("never enlarges, and follows from its own largest size", () => {
    expect(sizesOf(5000, WIDTHS)).toEqual([320, 640, 1280]);
    expect(sizesOf(640, WIDTHS)).toEqual([320, 640]);
    expect(sizesOf(641, WIDTHS)).toEqual([320, 640, 641]);
    expect(sizesOf(1, WIDTHS)).toEqual([1]);
    for (const width of [1, 319, 320, 321, 1279, 1280, 1281, 9000]) {
      const sizes = sizesOf(width, WIDTHS);
      expect(sizesOf(sizes.at(-1)!, WIDTHS)).toEqual(sizes);
    }
  });
});

describe("sniffImageFormat", () => {
  it("does not look beyond a view into a larger buffer", () => {
    const bytes = Buffer.from("xx\xff\xd8\xff", "latin1");
    expect(sniffImageFormat(bytes.subarray(2))).toBe("jpeg");
    expect(sniffImageFormat(bytes.subarray(2, 4))).toBeNull();
  });
});
