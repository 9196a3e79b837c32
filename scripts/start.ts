// `npm start`: builds what is not built, then runs the whole installation in this one process.
import { buildPages } from "./build-pages.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
const dev = process.argv.includes("--dev");

const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 24) {
  process.stderr.write("Start it with `npm start`: npm brings the Node.js 24 that it needs.\n");
  process.exit(1);
}

const { fail, main } = await import("../server/src/main.ts");
try {
  if (!dev) await buildPages(say);
  await main({ dev });
} catch (error) {
  fail(error);
}
