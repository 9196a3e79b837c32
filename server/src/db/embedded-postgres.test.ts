import { spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DataDirInUse, startEmbeddedPostgres } from "./embedded-postgres.ts";

const options = (dataDir: string) => ({ dataDir, database: "vaulture", password: "only for this test" });

describe("the embedded PostgreSQL", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "vaulture-embedded-"));
    await chmod(directory, 0o755);
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it("keeps what was committed over a stop and a start", async () => {
    const first = await startEmbeddedPostgres(options(directory));
    await query(first.url, "create table kept (word text); insert into kept values ('here')");
    await first.stop();
    const second = await startEmbeddedPostgres(options(directory));
    expect(await query(second.url, "select word from kept")).toEqual([{ word: "here" }]);
    await second.stop();
  });

  it("leaves nothing behind when it is stopped, not even an ended process to be reaped", async () => {
    const running = await startEmbeddedPostgres(options(directory));
    const pid = await pidOf(running.url);
    expect(process.kill(pid, 0)).toBe(true);
    await running.stop();
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  });

  it("refuses a second process on the same directory and leaves the first alone", async () => {
    const running = await startEmbeddedPostgres(options(directory));
    await expect(startEmbeddedPostgres(options(directory))).rejects.toThrow(DataDirInUse);
    expect(await query(running.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await running.stop();
  });

  it("is adopted by the next start when its process was killed", async () => {
    const script = `
      import { startEmbeddedPostgres } from ${JSON.stringify(fileURLToPath(new URL("./embedded-postgres.ts", import.meta.url)))};
      await startEmbeddedPostgres(${JSON.stringify(options(directory))});
      process.stdout.write("ready");`;
    const child = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGKILL");
    const next = await startEmbeddedPostgres(options(directory));
    expect(await query(next.url, "select word from kept")).toEqual([{ word: "here" }]);
    await next.stop();
  });

  it("starts although the pid of its last life now belongs to another program", async () => {
    const first = await startEmbeddedPostgres(options(directory));
    const [row] = await query(first.url, "select current_setting('data_directory') as directory");
    await first.stop();
    const other = spawn("sleep", ["60"]);
    await writeFile(
      join(String(row!.directory), "postmaster.pid"),
      `${other.pid}\n${row!.directory}\n1\n1\n\n127.0.0.1\n`,
    );
    const second = await startEmbeddedPostgres(options(directory));
    expect(await query(second.url, "select word from kept")).toEqual([{ word: "here" }]);
    await second.stop();
    expect(other.exitCode).toBeNull();
    other.kill();
  });

  it("recovers after the server itself was killed", async () => {
    const first = await startEmbeddedPostgres({ ...options(directory), onExit: () => undefined });
    await query(first.url, "insert into kept values ('too')");
    const pid = await pidOf(first.url);
    process.kill(pid, "SIGKILL");
    const second = await startEmbeddedPostgres(options(directory));
    expect(await query(second.url, "select word from kept")).toEqual([{ word: "here" }, { word: "too" }]);
    await second.stop();
  });
});

async function pidOf(url: string): Promise<number> {
  const [row] = await query(url, "select current_setting('data_directory') as directory");
  return Number((await readFile(join(String(row!.directory), "postmaster.pid"), "utf8")).split("\n")[0]);
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows ?? [];
  } finally {
    await client.end();
  }
}
