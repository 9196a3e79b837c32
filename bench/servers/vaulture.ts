// The real server, whole, as `npm start` runs it.
import { fileURLToPath } from "node:url";
import { loadConfig } from "../../server/src/config.ts";
import { type RunningServer, startServer } from "../../server/src/start-server.ts";
import { answerParent } from "../child.ts";

let server: RunningServer | undefined;

answerParent(
  {
    async start({ environment, pages }: { environment: Record<string, string>; pages: boolean }) {
      const dir = fileURLToPath(new URL("../../web", import.meta.url));
      server = await startServer(loadConfig(environment), {
        say: () => undefined,
        ...(pages ? { pages: { dir, dev: false } } : {}),
      });
    },
  },
  async () => server?.stop(),
);
