import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../world/database.ts";
import { isOurs, needsOurs } from "../world/installation.ts";
import { type Person, signUp } from "../world/people.ts";
import { hasProgram, runProgram } from "../world/programs.ts";
import { expectRefusal } from "../world/refusals.ts";
import { removeInstallation, type ServerProcess, startServer } from "../world/server-process.ts";
import { buy, download, type ForSale, openShop, paidBytes, sell, sha256, ticket } from "../world/shop.ts";

const SIZE = 8 * 1024 * 1024 + 7;
/** Longer than what a stopping server and the kernel's buffers let through at the clients' slow pace. */
const LONG = 24 * 1024 * 1024 + 7;

describe("ranges (RFC 9110)", () => {
  let buyer: Person;
  let product: ForSale;
  let url: string;

  beforeAll(async () => {
    buyer = await signUp("Range Reader");
    product = await sell(await openShop(), { bytes: paidBytes(SIZE) });
    await buy(buyer, product);
    ({ url } = await ticket(buyer, product.fileId));
  });

  it("answers HEAD with the headers of GET and uses nothing up", async () => {
    const head = await buyer.fetch(url, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.headers.get("content-length")).toBe(String(SIZE));
    expect(head.headers.get("accept-ranges")).toBe("bytes");
    expect(head.headers.get("etag")).toBe(`"${product.sha256}"`);
    expect(sha256(await download(buyer, url))).toBe(product.sha256);
  });

  it.each([
    ["bytes=0-0", 0, 1],
    ["bytes=5-104", 5, 105],
    [`bytes=${SIZE - 10}-`, SIZE - 10, SIZE],
    ["bytes=-25", SIZE - 25, SIZE],
    [`bytes=-${SIZE * 2}`, 0, SIZE],
    [`bytes=100-${SIZE * 9}`, 100, SIZE],
  ])("serves %s exactly", async (range, start, end) => {
    const answer = await buyer.fetch(url, { headers: { range } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get("content-range")).toBe(`bytes ${start}-${end - 1}/${SIZE}`);
    expect(answer.headers.get("content-length")).toBe(String(end - start));
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.equals(product.bytes.subarray(start, end))).toBe(true);
  });

  it.each([`bytes=${SIZE}-`, `bytes=${SIZE}-${SIZE + 5}`, "bytes=-0"])(
    "says 416 to %s, with the size and no bytes",
    async (range) => {
      const answer = await buyer.fetch(url, { headers: { range } });
      expect(answer.headers.get("content-range")).toBe(`bytes */${SIZE}`);
      await expectRefusal(answer, 416, "range_not_satisfiable");
    },
  );

  it("honours If-Range with this very entity tag only", async () => {
    const ask = (tag: string) => buyer.fetch(url, { headers: { range: "bytes=10-19", "if-range": tag } });
    const same = await ask(`"${product.sha256}"`);
    expect(same.status).toBe(206);
    await same.arrayBuffer();
    for (const tag of [`W/"${product.sha256}"`, '"another"', new Date().toUTCString()]) {
      const other = await ask(tag);
      expect(other.status).toBe(200);
      expect((await other.arrayBuffer()).byteLength).toBe(SIZE);
    }
  });

  it("serves eight connections at once, each its own part", async () => {
    const part = Math.ceil(SIZE / 8);
    const parts = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        download(buyer, url, {
          range: `bytes=${index * part}-${Math.min(SIZE, (index + 1) * part) - 1}`,
        }),
      ),
    );
    expect(sha256(Buffer.concat(parts))).toBe(product.sha256);
  });
});

describe.skipIf(!isOurs)(`real clients resume byte-identically (A10)${needsOurs}`, () => {
  let server: ServerProcess;
  let folder: string;
  let buyer: Person;
  let product: ForSale;

  beforeAll(async () => {
    server = await startServer();
    folder = await mkdtemp(join(tmpdir(), "vaulture-resume-"));
    buyer = await signUp("Patient Reader", server.url);
    product = await sell(await openShop(server.url), { bytes: paidBytes(LONG) });
    await buy(buyer, product);
  });
  afterAll(async () => {
    await server.stop();
    await removeInstallation(server.dataDir);
    await rm(folder, { recursive: true, force: true });
  });

  const programs = [
    {
      name: "curl",
      args: (url: string, file: string) => ["-sS", "-f", "-C", "-", "-b", buyer.cookie, "-o", file, url],
      slow: ["--limit-rate", "2M"],
    },
    {
      name: "wget",
      args: (url: string, file: string) => [
        "-q",
        "-c",
        "--tries=1",
        `--header=Cookie: ${buyer.cookie}`,
        "-O",
        file,
        url,
      ],
      slow: ["--limit-rate=2m"],
    },
    {
      name: "aria2c",
      args: (url: string, file: string) => [
        "-q",
        "-c",
        "-x4",
        "-s4",
        "-k1M",
        "--file-allocation=none",
        "--auto-save-interval=1",
        "--max-tries=1",
        `--header=Cookie: ${buyer.cookie}`,
        "-d",
        folder,
        "-o",
        file.split("/").at(-1)!,
        url,
      ],
      slow: ["--max-overall-download-limit=2M"],
    },
  ];
  const endings = {
    "the client was killed": async () => undefined,
    "the server was stopped and started": async () => {
      await server.stop();
      server = await startServer({ dataDir: server.dataDir, port: server.port });
    },
    "the server was killed with -9 and started": async () => {
      await server.kill();
      server = await startServer({ dataDir: server.dataDir, port: server.port });
    },
  };

  for (const { name, args, slow } of programs) {
    const present = hasProgram(name);
    for (const [ending, restart] of Object.entries(endings)) {
      it.skipIf(!present)(
        `${name}, after ${ending}${present ? "" : ` (skipped: ${name} is not installed)`}`,
        async () => {
          const file = join(folder, `${name}-${ending.replace(/\W/g, "-")}`);
          const { url } = await ticket(buyer, product.fileId);
          let interrupt = () => {};
          const interrupted = new Promise<void>((resolve) => {
            interrupt = resolve;
          });
          const first = runProgram(name, [...slow, ...args(url, file)], { killAfter: interrupted });
          // aria2c writes its parts at their places, so its file grows in leaps; a little of it is enough.
          const received = await until(
            () =>
              stat(file).then(
                (entry) => entry.blocks * 512,
                () => 0,
              ),
            (size) => size > 1024 * 1024,
          );
          expect(received).toBeGreaterThan(0);
          const restarted = restart();
          if (ending === "the client was killed") interrupt();
          await restarted;
          interrupt();
          expect((await first).code).not.toBe(0);
          const partial = await readFile(file);
          expect(sha256(partial)).not.toBe(product.sha256);

          const second = await runProgram(name, args(url, file));
          expect(second, second.output).toMatchObject({ code: 0 });
          expect(sha256(await readFile(file))).toBe(product.sha256);
        },
      );
    }
  }

  it("a resume that is refused leaves the client's file as it was", async () => {
    const { url } = await ticket(buyer, product.fileId);
    await download(buyer, url, { range: "bytes=0-99" });
    const stranger = await signUp("Greedy Resumer", server.url);
    const file = join(folder, "stolen");
    await writeFile(file, product.bytes.subarray(0, 100));
    await expectRefusal(await stranger.fetch(url, { headers: { range: "bytes=100-" } }), 403, "wrong_viewer");
    if (hasProgram("curl")) {
      const ran = await runProgram("curl", ["-sS", "-f", "-C", "-", "-b", stranger.cookie, "-o", file, url]);
      expect(ran.code).not.toBe(0);
      expect((await readFile(file)).length).toBe(100);
    }
  });
});
