import { describe, expect, it } from "vitest";
import { newImageKey, parseImageKey } from "./image-key.ts";

describe("parseImageKey", () => {
  it("reads the keys we write", () => {
    const prefix = newImageKey("covers");
    expect(parseImageKey(`${prefix}/640.avif`)).toMatchObject({
      key: `${prefix}/640.avif`,
      contentType: "image/avif",
    });
    expect(parseImageKey(`${newImageKey("avatars")}/96.webp`)?.contentType).toBe("image/webp");
    expect(parseImageKey(`${newImageKey("banners")}/1920.webp`)?.contentType).toBe("image/webp");
    expect(newImageKey("covers")).not.toBe(newImageKey("covers"));
  });

  it("refuses everything else", () => {
    const name = "0123456789abcdef0123456789abcdef";
    for (const path of [
      "",
      `covers/${name}`,
      `covers/${name}/640.svg`,
      `covers/${name}/640.avif.html`,
      `covers/${name}/640.AVIF`,
      `covers/${name}/0640.avif`,
      `covers/${name}/12345.avif`,
      `covers/${name}/../640.avif`,
      `covers/../${name}/640.avif`,
      `../covers/${name}/640.avif`,
      `/covers/${name}/640.avif`,
      `covers//${name}/640.avif`,
      `covers\\${name}\\640.avif`,
      `covers/${name.toUpperCase()}/640.avif`,
      `originals/${name}/640.avif`,
      `covers/${name}/640.avif\n`,
      `covers/${name}/640.avif\0`,
      `covers/%2e%2e/640.avif`,
    ]) {
      expect(parseImageKey(path), path).toBeNull();
    }
  });
});
