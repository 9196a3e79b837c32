// What the pages are measured against: Next.js behind Node's own HTTP server, with a page that is text alone.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import * as next from "next";
import { answerParent } from "../child.ts";

const DIR = join(import.meta.dirname, "bare-page");
const PROGRAM = join(import.meta.dirname, "..", "..", "node_modules", "next", "dist", "bin", "next");

answerParent({
  async start(): Promise<number> {
    const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
    await promisify(execFile)(process.execPath, [PROGRAM, "build"], { cwd: DIR, env });
    // The package is CommonJS: its one function is the default export at run time, whatever its types say.
    const createPages = next.default as unknown as typeof next.default.default;
    const pages = createPages({ dir: DIR, dev: false, quiet: true });
    await pages.prepare();
    const handle = pages.getRequestHandler();
    const server = createServer((request, response) => void handle(request, response));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  },
});
