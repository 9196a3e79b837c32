// The real server, whole, as `npm start` runs it.
import { monitorEventLoopDelay } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { loadConfig } from "../../server/src/config.ts";
import { fillDemo } from "../../server/src/demo/fill-demo.ts";
import { type RunningServer, startServer } from "../../server/src/start-server.ts";
import { answerParent } from "../child.ts";

type Wishes = { environment: Record<string, string>; pages: boolean; demo: boolean };

let server: RunningServer | undefined;
const eventLoop = monitorEventLoopDelay({ resolution: 10 });

answerParent(
  {
    async start({ environment, pages, demo }: Wishes) {
      const dir = fileURLToPath(new URL("../../web", import.meta.url));
      server = await startServer(loadConfig(environment), {
        say: () => undefined,
        ...(pages ? { pages: { dir, dev: false } } : {}),
      });
      if (demo) await fillDemo(server.deps, () => undefined);
    },
    watchEventLoop() {
      eventLoop.reset();
      eventLoop.enable();
    },
    /** How late the event loop is at most in 99 of 100 looks, in milliseconds. */
    eventLoopP99() {
      eventLoop.disable();
      return eventLoop.percentile(99) / 1e6;
    },
  },
  async () => server?.stop(),
);
