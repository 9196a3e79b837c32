// `npm run build`: the pages, unless they stand already. Everything else runs from its sources.
import { buildPages } from "./build-pages.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
await buildPages(say);
say("The pages are built from these sources.");
