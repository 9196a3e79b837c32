import { coverKonturLarge } from "../drawings/covers-more.ts";
import { coverKontur } from "../drawings/covers-type.ts";
import { iconSvg, konturIcons } from "../icons.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";
import { licenceText, mediaTerms } from "./licences.ts";

const count = Object.keys(konturIcons).length;

/** A set of line icons as SVG. */
export const konturIconSet: DemoProduct = {
  key: "kontur-icons",
  creatorKey: "halden",
  title: "Kontur icons",
  description: `Kontur is a set of ${count} line icons for interfaces, signs and documents. Every icon is one path on a 24-unit grid, so it can be recoloured, animated or cut by a plotter without cleaning up first.

**In the archive**

- \`regular/\`: ${count} SVG files with a 1.5-unit line
- \`bold/\`: the same ${count} with a 2-unit line, for small sizes and dark backgrounds
- \`kontur-sprite.svg\`: all of them as symbols for use on the web
- \`index.html\`: an overview that opens in any browser

Lines take \`currentColor\`, ends and corners are round, and shapes sit on whole or half units so that they stay sharp at 24, 48 and 72 pixels. Names follow what the picture shows, not what it may mean: *droplet*, not *water*.

Tested in Figma, Inkscape, Affinity Designer and as inline SVG in current browsers. Use them in any number of projects, also for clients. Version 2.0.`,
  price: { amount: 2400, currency: "usd" },
  category: "icons",
  tags: ["svg", "line icons", "interface", "24 px"],
  covers: [
    { alt: "Forty line icons on dark green, four of them in yellow", draw: coverKontur },
    { alt: "Six icons large on their grid of twenty-four", draw: coverKonturLarge },
  ],
  files: [{ name: "kontur-icons-2.0.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  const names = Object.keys(konturIcons);
  return makeZip([
    { name: "kontur-2.0/index.html", data: overview(names) },
    { name: "kontur-2.0/kontur-sprite.svg", data: sprite() },
    { name: "kontur-2.0/LICENCE.txt", data: licenceText("Kontur icons 2.0", "Studio Halden", mediaTerms) },
    ...names.map((name) => ({ name: `kontur-2.0/regular/${name}.svg`, data: iconSvg(name, 1.5) })),
    ...names.map((name) => ({ name: `kontur-2.0/bold/${name}.svg`, data: iconSvg(name, 2) })),
  ]);
}

function sprite(): string {
  const symbols = Object.entries(konturIcons).map(
    ([name, path]) => `<symbol id="${name}" viewBox="0 0 24 24"><path d="${path}"/></symbol>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">\n${symbols.join("\n")}\n</svg>\n`;
}

function overview(names: string[]): string {
  const cells = names.map(
    (name) => `<figure>${iconSvg(name, 1.5).trim()}<figcaption>${name}</figcaption></figure>`,
  );
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Kontur 2.0</title>
<style>body{font:13px/1.4 system-ui,sans-serif;margin:40px;color:#1e3b34;background:#f4efe4}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(104px,1fr));gap:28px 12px}
figure{margin:0;text-align:center}figcaption{margin-top:8px}svg{width:36px;height:36px}</style>
<h1>Kontur 2.0</h1>
<main>
${cells.join("\n")}
</main></html>
`;
}
