import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../child.ts";
import { childrenOf } from "../usage.ts";

export type Nginx = { port: number; pids: () => number[]; stop(): Promise<void> };

const PLACES = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx", "/opt/homebrew/bin/nginx"];

/** An nginx with one worker that serves files by `secure_link` and sendfile, or null where there is none on this machine. */
export async function startNginx(
  directory: string,
  secret: string,
  files: Record<string, string>,
): Promise<Nginx | null> {
  const program = PLACES.find((place) => existsSync(place));
  if (!program) return null;
  const port = await freePort();
  const home = join(directory, "nginx");
  await mkdir(home);
  await writeFile(join(home, "nginx.conf"), configuration(home, port, secret, files));
  const child = spawn(program, ["-p", home, "-c", "nginx.conf", "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => (said += chunk));
  const ended = once(child, "exit");
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries > 200 || child.exitCode !== null) throw new Error(`nginx did not start: ${said}`);
    await delay(20);
  }
  return {
    port,
    pids: () => childrenOf(child.pid!),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function configuration(home: string, port: number, secret: string, files: Record<string, string>): string {
  const locations = Object.entries(files).map(
    ([name, path]) => `
    location = ${name} {
      secure_link $arg_md5,$arg_expires;
      secure_link_md5 "$secure_link_expires$uri ${secret}";
      if ($secure_link != "1") { return 403; }
      alias ${path};
    }`,
  );
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (kind) => `${kind}_temp_path ${home};`,
  );
  return `${process.getuid?.() === 0 ? "user root;" : ""}
daemon off;
worker_processes 1;
pid ${home}/nginx.pid;
error_log stderr;
events { worker_connections 256; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  ${temporary.join(" ")}
  server {
    listen 127.0.0.1:${port};${locations.join("")}
  }
}
`;
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
