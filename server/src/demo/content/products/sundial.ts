import { coverSundial } from "../drawings/covers-place.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";
import { licenceText } from "./licences.ts";
import { sundialSource } from "./sundial-source.ts";

/** A command-line program with its source. */
export const sundial: DemoProduct = {
  key: "sundial",
  creatorKey: "plainwork",
  title: "Sundial: time tracking in one text file",
  description: `Sundial is a command-line time tracker that keeps everything in one text file you can read, edit and back up yourself. No account, no server, no dependencies.

\`\`\`
$ sundial start lighthouse "reading the drawings"
$ sundial stop
$ sundial report
lighthouse      1.50
letters         0.50
total           2.00
\`\`\`

**In the archive**

- The complete source in JavaScript, just over a hundred lines in four files
- Tests that run with \`npm test\`
- A read-me with every command

It starts, stops, reports hours by project and exports CSV for your invoices. The log is written to a new file and renamed, so a crash never leaves half of it. Needs Node 20 or later on Linux, macOS or Windows.

Buy it once and use it on all your machines; change it for yourself as you like. Version 1.4. Fixes arrive as new files in your library.`,
  price: { amount: 2900, currency: "usd" },
  category: "software",
  tags: ["command line", "time tracking", "source code", "node"],
  covers: [{ alt: "A sundial with one shadow", draw: coverSundial }],
  files: [{ name: "sundial-1.4.0.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  const licence = licenceText("Sundial 1.4", "Plainwork", [
    "One person or one company may use the program on any number of machines.",
    "You may change the source for your own use.",
    "You may not sell or publish the program or its source.",
    "It comes without a warranty.",
  ]);
  return makeZip([
    ...Object.entries(sundialSource).map(([path, data]) => ({ name: `sundial-1.4.0/${path}`, data })),
    { name: "sundial-1.4.0/LICENCE.txt", data: licence },
  ]);
}
