import { describe, expect, it } from "vitest";
import { withImageBody } from "./read-image-body.ts";

const MIB = 1024 * 1024;

async function* body(mebibytes: number): AsyncGenerator<Uint8Array> {
  for (let sent = 0; sent < mebibytes; sent += 1) yield new Uint8Array(MIB);
}

const code = (run: Promise<unknown>) => run.then(String, (error: { code?: string }) => error.code);

describe("withImageBody", () => {
  it("hands over the bytes up to 10 MiB, and refuses more or none", async () => {
    expect(await withImageBody(body(10), async (bytes) => bytes.byteLength)).toBe(10 * MIB);
    expect(await code(withImageBody(body(11), async () => "used"))).toBe("too_large");
    expect(await code(withImageBody(body(0), async () => "used"))).toBe("invalid_input");
  });

  it("holds only so many bytes at a time, and gives them back however it ends", async () => {
    for (let round = 0; round < 3; round += 1) {
      const gate = Promise.withResolvers<void>();
      const runs = Array.from({ length: 12 }, (_, index) =>
        code(
          withImageBody(body(10), async () => {
            await gate.promise;
            if (index % 2) throw Object.assign(new Error(), { code: "broken" });
            return "used";
          }),
        ),
      );
      const refused = await Promise.race(runs);
      expect(refused).toBe("rate_limited");
      gate.resolve();
      const ends = await Promise.all(runs);
      expect(ends.filter((end) => end === "used" || end === "broken").length).toBeGreaterThan(0);
      expect(ends.filter((end) => end === "used" || end === "broken").length).toBeLessThanOrEqual(9);
    }
    expect(await code(withImageBody(body(1), async () => "used"))).toBe("used");
  });
});
