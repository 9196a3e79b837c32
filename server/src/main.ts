import { fileURLToPath, pathToFileURL } from "node:url";
import { type Config, ConfigError, loadConfig, readEnvFile } from "./config.ts";
import { DataDirInUse } from "./db/embedded-postgres.ts";
import { fillDemo, hasDemo, wantsDemo } from "./demo/fill-demo.ts";
import { DEMO_PASSWORD, DEMO_SIGN_INS } from "./demo/sign-ins.ts";
import { isSandboxMail } from "./features/mail/index.ts";
import { type RunningServer, startServer } from "./start-server.ts";

/** Starts the installation as configured and stops it in order on Ctrl-C or SIGTERM. */
export async function main(options: { dev: boolean } = { dev: false }): Promise<RunningServer> {
  readEnvFile();
  const config = loadConfig();
  const dir = fileURLToPath(new URL("../../web", import.meta.url));
  // The filling writes what happened in the past. Whatever looked after it meanwhile would see it with today's eyes.
  let filling = true;
  const pages = { dir, dev: options.dev };
  const starting = startServer(config, { say, pages, pauses: () => filling });
  stopOnSignals(starting);
  const server = await starting;
  try {
    await fillOnce(server, config);
    filling = false;
    await welcome(server, config);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** From the first moment on, so that Ctrl-C while starting leaves nothing behind either; a second one ends at once. */
function stopOnSignals(starting: Promise<RunningServer>): void {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, async () => {
      if (stopping) process.exit(1);
      stopping = true;
      say("Stopping: no new requests, running downloads get a moment, then worker and database end.");
      try {
        await (await starting).stop();
        process.exit(0);
      } catch (error) {
        fail(error);
      }
    });
  }
}

async function fillOnce({ deps }: RunningServer, config: Config): Promise<void> {
  if (config.ROLE === "worker" || !config.SEED_DEMO || !deps.sandbox || !(await wantsDemo(deps))) return;
  say("Filling the empty installation with demo content, once. The pages answer already:");
  await fillDemo(deps, say);
}

/** Says where everything is. */
async function welcome({ deps }: RunningServer, config: Config): Promise<void> {
  if (config.ROLE === "worker") return say("Working through the job queue.");
  say(`
Vaulture is running.
  Marketplace      ${config.BASE_URL}
  Studio           ${config.BASE_URL}/studio
  API reference    ${config.BASE_URL}/docs`);
  if (isSandboxMail(config)) say(`  Mail, kept here  ${config.BASE_URL}/sandbox/mail`);
  say(`  Operations       ${config.BASE_URL}/operations`);
  if (deps.sandbox)
    say(`  Test payments    ${config.BASE_URL}/sandbox   (card 4242 4242 4242 4242, any date and code)`);
  if (await hasDemo(deps)) {
    say(`\nDemo sign-ins, password "${DEMO_PASSWORD}":`);
    for (const { role, email } of DEMO_SIGN_INS) say(`  ${role.padEnd(16)} ${email}`);
  }
  say("\nStop with Ctrl-C.");
}

/** Ends the process with words that say what to do. */
export function fail(error: unknown): never {
  const expected = error instanceof ConfigError || error instanceof DataDirInUse || isPortTaken(error);
  process.stderr.write(
    `\n${expected ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`,
  );
  process.exit(1);
}

function isPortTaken(error: unknown): boolean {
  return (error as { code?: string }).code === "EADDRINUSE";
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main().catch(fail);
