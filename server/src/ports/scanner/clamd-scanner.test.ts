import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { startTestClamd, type TestClamd } from "../../test/clamd.ts";
import { clamdScanner } from "./clamd-scanner.ts";
import { scannerContract } from "./contract.ts";

const started: TestClamd[] = [];
const directories: string[] = [];
afterAll(async () => {
  await Promise.all(started.map((clamd) => clamd.close()));
  await Promise.all(directories.map((directory) => rm(directory, { recursive: true })));
});
const most = 1024 * 1024;

describe("clamd over TCP", () => {
  scannerContract(async () => {
    const clamd = await startTestClamd({ most });
    started.push(clamd);
    return { scanner: clamdScanner(clamd.address), most };
  });

  it("is missed when it is away", async () => {
    const clamd = await startTestClamd();
    const scanner = clamdScanner(clamd.address);
    await scanner.ping();
    clamd.setAway(true);
    await expect(scanner.ping()).rejects.toThrow();
    await expect(scanner.scan(pieces("x"))).rejects.toThrow();
    await clamd.close();
    await expect(scanner.ping()).rejects.toThrow(/ECONNREFUSED/);
  });

  it("does not take what it says of the first piece for the whole", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket.end("stream: OK\0"));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const endless = (async function* () {
      for (;;) yield Buffer.alloc(64 * 1024);
    })();
    await expect(clamdScanner(`127.0.0.1:${port}`).scan(endless)).rejects.toThrow();
    server.close();
  });

  it.each(["", "stream: OK", "nonsense", "OK", "stream: Can't allocate memory ERROR"])(
    "does not take %j and the end of the connection for more than it says",
    async (said) => {
      const server = createServer((socket) => {
        socket.on("error", () => undefined).resume();
        socket.on("data", (data) => {
          if (data.subarray(-4).equals(Buffer.alloc(4))) socket.end(said);
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as { port: number };
      const verdict = clamdScanner(`127.0.0.1:${port}`).scan(pieces("x"));
      if (said === "stream: OK") expect(await verdict).toEqual({ clean: true });
      else await expect(verdict).rejects.toThrow();
      server.close();
    },
  );
});

describe("clamd over a Unix socket", () => {
  scannerContract(async () => {
    const directory = await mkdtemp(join(tmpdir(), "clamd-"));
    directories.push(directory);
    const clamd = await startTestClamd({ most, listen: join(directory, "clamd.sock") });
    started.push(clamd);
    return { scanner: clamdScanner(clamd.address), most };
  });
});

async function* pieces(...texts: string[]) {
  for (const text of texts) yield Buffer.from(text);
}
