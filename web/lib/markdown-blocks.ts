export type Block =
  | { kind: "heading"; level: number; text: string }
  | { kind: "code"; text: string }
  | { kind: "quote"; text: string }
  | { kind: "list"; start: number | null; items: string[] }
  | { kind: "rule" }
  | { kind: "paragraph"; text: string };

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})[ \t]+(.*)$/;
const quote = /^ {0,3}> ?/;
const rule = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const bullet = /^( {0,3})([-*+])([ \t]+)(?=\S)/;
const number = /^( {0,3})(\d{1,9})[.)]([ \t]+)(?=\S)/;

/** Splits Markdown into blocks, one pass over its lines; nested blocks stay as text for the caller. */
export function parseBlocks(source: string): Block[] {
  const lines = source.replace(/\r\n?/g, "\n").split("\n");
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (line.trim() === "") at += 1;
    else if (fence.test(line)) at = takeCode(lines, at, blocks);
    else if (rule.test(line)) at = push(blocks, { kind: "rule" }, at + 1);
    else if (heading.test(line)) at = takeHeading(line, at, blocks);
    else if (quote.test(line)) at = takeQuote(lines, at, blocks);
    else if (bullet.test(line) || number.test(line)) at = takeList(lines, at, blocks);
    else at = takeParagraph(lines, at, blocks);
  }
  return blocks;
}

function push(blocks: Block[], block: Block, next: number): number {
  blocks.push(block);
  return next;
}

function takeCode(lines: string[], from: number, blocks: Block[]): number {
  const mark = fence.exec(lines[from] ?? "")?.[1] ?? "```";
  let at = from + 1;
  while (at < lines.length && !(lines[at] ?? "").trim().startsWith(mark)) at += 1;
  return push(blocks, { kind: "code", text: lines.slice(from + 1, at).join("\n") }, at + 1);
}

function takeHeading(line: string, from: number, blocks: Block[]): number {
  const match = heading.exec(line);
  const text = withoutClosing(match?.[2] ?? "");
  return push(blocks, { kind: "heading", level: match?.[1]?.length ?? 1, text }, from + 1);
}

/** By hand: one pattern for blanks, marks and blanks again takes minutes for a long line of them. */
function withoutClosing(heading: string): string {
  const text = heading.trimEnd();
  let end = text.length;
  while (text[end - 1] === "#") end -= 1;
  const closes = end === 0 || text[end - 1] === " " || text[end - 1] === "\t";
  return closes ? text.slice(0, end).trimEnd() : text;
}

function takeQuote(lines: string[], from: number, blocks: Block[]): number {
  let at = from;
  while (at < lines.length && quote.test(lines[at] ?? "")) at += 1;
  const text = lines.slice(from, at).map((line) => line.replace(quote, ""));
  return push(blocks, { kind: "quote", text: text.join("\n") }, at);
}

function takeList(lines: string[], from: number, blocks: Block[]): number {
  const ordered = number.test(lines[from] ?? "");
  const marker = ordered ? number : bullet;
  const items: string[] = [];
  const start = ordered ? Number(number.exec(lines[from] ?? "")?.[2] ?? 1) : null;
  let at = from;
  while (at < lines.length && marker.test(lines[at] ?? "")) {
    const opening = marker.exec(lines[at] ?? "")?.[0] ?? "";
    const item = [(lines[at] ?? "").slice(opening.length)];
    at += 1;
    while (at < lines.length && belongsToItem(lines, at, opening.length)) {
      item.push((lines[at] ?? "").replace(new RegExp(`^ {0,${opening.length}}`), ""));
      at += 1;
    }
    items.push(item.join("\n").trimEnd());
    while (at < lines.length && (lines[at] ?? "").trim() === "" && marker.test(lines[at + 1] ?? "")) at += 1;
  }
  return push(blocks, { kind: "list", start, items }, at);
}

function belongsToItem(lines: string[], at: number, indent: number): boolean {
  const line = lines[at] ?? "";
  if (line.trim() === "") return /^ {2,}\S/.test(lines[at + 1] ?? "");
  if (line.startsWith(" ".repeat(Math.min(indent, 2)))) return true;
  return (lines[at - 1] ?? "").trim() !== "" && !startsBlock(line);
}

function takeParagraph(lines: string[], from: number, blocks: Block[]): number {
  let at = from + 1;
  while (at < lines.length && (lines[at] ?? "").trim() !== "" && !startsBlock(lines[at] ?? "")) at += 1;
  const text = lines
    .slice(from, at)
    .map((line) => line.trimStart())
    .join("\n");
  return push(blocks, { kind: "paragraph", text }, at);
}

function startsBlock(line: string): boolean {
  return [fence, heading, quote, rule, bullet, number].some((pattern) => pattern.test(line));
}
