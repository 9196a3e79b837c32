import { coverClientPapers } from "../drawings/covers-print.ts";
import type { DemoProduct } from "../types.ts";
import { makeZip } from "../zip.ts";
import { clientPapers, papersCss } from "./client-papers-source.ts";

/** Document templates as Markdown and HTML; free. */
export const clientPapersPack: DemoProduct = {
  key: "client-papers",
  creatorKey: "plainwork",
  title: "Client papers: five plain templates",
  description: `Five documents every freelancer writes sooner or later, short enough to be read: **brief, proposal, agreement, invoice** and **handover**. They are the ones we used for eleven years, with our names taken out.

**In the archive**

- Five Markdown files for any editor
- The same five as HTML pages that print cleanly on A4
- One short style sheet, easy to change

Everything to fill in stands in double braces, so a search for \`{{\` shows what is left to do. The brief is five questions for a conversation of one hour. The proposal has a section for what is *not* included, which has saved us more arguments than the agreement ever did.

The agreement is a starting point and not legal advice. Free to use and change, also for your clients; a link back is welcome.`,
  price: { amount: 0, currency: "usd" },
  category: "templates",
  tags: ["freelance", "invoice", "proposal", "markdown", "free"],
  covers: [{ alt: "An invoice lying on two other sheets", draw: coverClientPapers }],
  files: [{ name: "client-papers.zip", contentType: "application/zip", make: async () => archive() }],
};

function archive(): Buffer {
  return makeZip([
    ...Object.entries(clientPapers).flatMap(([name, markdown]) => [
      { name: `client-papers/markdown/${name}.md`, data: markdown },
      { name: `client-papers/html/${name}.html`, data: toHtml(markdown) },
    ]),
    { name: "client-papers/html/papers.css", data: papersCss },
  ]);
}

/** Turns the little Markdown these papers use into a page: headings, lists, one table, paragraphs, bold. */
function toHtml(markdown: string): string {
  const title = markdown.slice(2, markdown.indexOf("\n"));
  const body = markdown
    .trim()
    .split("\n\n")
    .map((block) => {
      if (block.startsWith("# ")) return `<h1>${inline(block.slice(2))}</h1>`;
      if (block.startsWith("## ")) return `<h2>${inline(block.slice(3))}</h2>`;
      if (block.startsWith("- "))
        return list(
          "ul",
          block.split("\n").map((line) => line.slice(2)),
        );
      if (/^\d\. /.test(block))
        return list(
          "ol",
          block.split("\n").map((line) => line.replace(/^\d\. /, "")),
        );
      if (block.startsWith("|")) return table(block.split("\n"));
      return `<p>${inline(block)}</p>`;
    })
    .join("\n");
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<link rel="stylesheet" href="papers.css">
${body}
</html>
`;
}

function list(tag: "ul" | "ol", items: string[]): string {
  return `<${tag}>${items.map((item) => `<li>${inline(item)}</li>`).join("")}</${tag}>`;
}

function table(rows: string[]): string {
  const cells = (row: string, tag: string) =>
    `<tr>${row
      .split("|")
      .slice(1, -1)
      .map((cell) => `<${tag}>${inline(cell.trim())}</${tag}>`)
      .join("")}</tr>`;
  return `<table>${cells(rows[0]!, "th")}${rows
    .slice(2)
    .map((row) => cells(row, "td"))
    .join("")}</table>`;
}

function inline(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll(/\*\*(.+?)\*\*/g, "<b>$1</b>")
    .replaceAll(/\{\{.+?\}\}/g, "<mark>$&</mark>");
}
