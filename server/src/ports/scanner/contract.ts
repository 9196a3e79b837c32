import { expect, it } from "vitest";
import type { ScannerPort } from "./port.ts";

/** The harmless text that every scanner knows as a sample (eicar.org), in two parts so that none takes this file for one. */
export const EICAR = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-", "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

/** What every scanner does. `open` answers one that takes files of up to `most` bytes. */
export function scannerContract(open: () => Promise<{ scanner: ScannerPort; most: number }>): void {
  const of = (...pieces: (string | Buffer)[]) =>
    (async function* () {
      for (const piece of pieces) yield Buffer.from(piece);
    })();
  const large = (bytes: number, last = "") =>
    (async function* () {
      const piece = Buffer.alloc(256 * 1024, 7);
      for (let left = bytes; left > 0; left -= piece.byteLength)
        yield left < piece.byteLength ? piece.subarray(0, left) : piece;
      yield Buffer.from(last);
    })();

  it("answers that it is there", async () => {
    const { scanner } = await open();
    await scanner.ping();
  });

  it("finds nothing in what is harmless, also when there is nothing in it", async () => {
    const { scanner } = await open();
    expect(await scanner.scan(of("a guide"))).toEqual({ clean: true });
    expect(await scanner.scan(of())).toEqual({ clean: true });
    expect(await scanner.scan(of("", "a", "", "b"))).toEqual({ clean: true });
  });

  it("names what it finds, however the bytes are cut", async () => {
    const { scanner } = await open();
    expect(await scanner.scan(of(EICAR))).toMatchObject({
      clean: false,
      found: expect.stringMatching(/eicar/i),
    });
    expect(await scanner.scan(of(...EICAR))).toMatchObject({ clean: false });
  });

  it("reads to the end of what is large, several at a time", async () => {
    const { scanner, most } = await open();
    const size = most - 1000;
    const verdicts = await Promise.all([1, 2, 3].map(() => scanner.scan(large(size))));
    expect(verdicts).toEqual([{ clean: true }, { clean: true }, { clean: true }]);
  });

  it("does not call clean what is too large for it", async () => {
    const { scanner, most } = await open();
    await expect(scanner.scan(large(most * 3))).rejects.toThrow(/large/);
    // And is there for the next.
    expect(await scanner.scan(of("small"))).toEqual({ clean: true });
  });

  it("tells when the bytes break off", async () => {
    const { scanner } = await open();
    const broken = (async function* () {
      yield Buffer.from("a");
      throw new Error("the disk broke");
    })();
    await expect(scanner.scan(broken)).rejects.toThrow("the disk broke");
  });
}
