// The real server, whole, as `npm start` runs it.
import { fileURLToPath } from "node:url";
import { loadConfig } from "../../server/src/config.ts";
import { fillDemo } from "../../server/src/demo/fill-demo.ts";
import { type RunningServer, startServer } from "../../server/src/start-server.ts";
import { answerParent } from "../child.ts";

type Wishes = { environment: Record<string, string>; pages: boolean; demo: boolean };

let server: RunningServer | undefined;

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
  },
  async () => server?.stop(),
);
