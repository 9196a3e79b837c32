import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export type Nginx = { url: string; port: number; pid: number; said(): string; stop(): Promise<void> };

const PLACES = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx"];
const SHIPPED = fileURLToPath(new URL("../../../ops/nginx/vaulture.conf", import.meta.url));

/** Where nginx is installed; null where it is not. CI must have it: there it is taken for granted, so that a missing one fails. */
export const nginxProgram =
  PLACES.find((place) => existsSync(place)) ?? (process.env.CI === "true" ? "nginx" : null);

/**
 * nginx on `port` with the shipped configuration (ops/nginx), but for what an installation puts into it: its ports, its certificate,
 * which is left out, and its directory.
 */
export async function startNginx(
  port: number,
  installation: { port: number; dataDir: string },
): Promise<Nginx> {
  const home = await mkdtemp(join(tmpdir(), "vaulture-nginx-"));
  const shipped = (await readFile(SHIPPED, "utf8"))
    .replace(/server \{\s+listen 80;[^}]*\}/, "")
    .replace("listen 443 ssl http2;", `listen 127.0.0.1:${port};`)
    .replace(/^ *ssl_certificate.*$/gm, "")
    .replaceAll("/srv/vaulture", installation.dataDir)
    .replace("127.0.0.1:3000", `127.0.0.1:${installation.port}`);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${home}/${kind};`,
  );
  const main = `${process.getuid?.() === 0 ? "user root;" : ""}
daemon off; worker_processes 1; pid ${home}/pid; error_log stderr warn;
events { worker_connections 1024; }
http { access_log off; default_type application/octet-stream; ${temporary.join(" ")}
${shipped} }
`;
  await writeFile(join(home, "nginx.conf"), main);
  const args = ["-p", home, "-c", "nginx.conf", "-e", "stderr"];
  execFileSync(nginxProgram!, [...args, "-t"], { stdio: "pipe" });
  const child = spawn(nginxProgram!, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => (said += chunk));
  const ended = once(child, "exit");
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`nginx did not start: ${said}`);
    await delay(20);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid!,
    said: () => said,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
