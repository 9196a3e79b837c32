/** The files of the Sundial program, by path. They run on Node 20 and later without dependencies. */
export const sundialSource: Record<string, string> = {
  "package.json": `{
  "name": "sundial",
  "version": "1.4.0",
  "type": "module",
  "description": "Track time in one text file",
  "license": "SEE LICENSE IN LICENCE.txt",
  "bin": { "sundial": "./bin/sundial.js" },
  "scripts": { "test": "node --test" },
  "engines": { "node": ">=20" }
}
`,
  "README.md": `# Sundial

Track time in one text file.

    sundial start lighthouse "reading the drawings"
    sundial stop
    sundial report
    sundial csv > march.csv

Entries are lines in \`~/.sundial.log\` (or the file named by \`SUNDIAL_LOG\`):

    2026-03-02T09:00:00Z 2026-03-02T10:30:00Z lighthouse reading the drawings

Edit the file with anything. A line without an end time is what you are doing now. Lines that start with \`#\` are notes.

## Install

    npm install -g .

## Test

    npm test
`,
  "bin/sundial.js": `#!/usr/bin/env node
import { homedir } from "node:os";
import { join } from "node:path";
import { run } from "../src/commands.js";

const file = process.env.SUNDIAL_LOG ?? join(homedir(), ".sundial.log");
try {
  const text = await run(process.argv.slice(2), { file, now: new Date() });
  process.stdout.write(text + "\\n");
} catch (error) {
  process.stderr.write("sundial: " + error.message + "\\n");
  process.exitCode = 1;
}
`,
  "src/log.js": `import { readFile, rename, writeFile } from "node:fs/promises";

/** Reads all entries; a file that does not exist yet is an empty log. */
export async function readLog(file) {
  let text = "";
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  return parseLog(text);
}

/** Writes beside the file and renames, so that a crash never leaves half a log. */
export async function writeLog(file, log) {
  await writeFile(file + ".new", formatLog(log));
  await rename(file + ".new", file);
}

export function parseLog(text) {
  return text.split("\\n").filter((line) => line.trim() !== "").map((line, index) => {
    if (line.startsWith("#")) return { note: line };
    const [start, end, project, ...words] = line.split(" ");
    if (Number.isNaN(Date.parse(start)) || project === undefined) {
      throw new Error("line " + (index + 1) + " is not an entry: " + line);
    }
    return { start: new Date(start), end: end === "-" ? null : new Date(end), project, text: words.join(" ") };
  });
}

export function formatLog(log) {
  return log.map((entry) => {
    if (entry.note) return entry.note;
    return [stamp(entry.start), entry.end ? stamp(entry.end) : "-", entry.project, entry.text].join(" ").trimEnd();
  }).join("\\n") + "\\n";
}

function stamp(date) {
  return date.toISOString().replace(/\\.\\d+Z$/, "Z");
}
`,
  "src/commands.js": `import { readLog, writeLog } from "./log.js";
import { report, toCsv } from "./report.js";

const usage = "usage: sundial start PROJECT [WHAT] | stop | status | report | csv";

/** Carries out one command and returns what to print. */
export async function run([command, ...words], { file, now }) {
  const log = await readLog(file);
  const open = log.find((entry) => !entry.note && entry.end === null);
  switch (command) {
    case "start": {
      const [project, ...text] = words;
      if (!project || /\\s/.test(project)) throw new Error(usage);
      if (open) open.end = now;
      log.push({ start: now, end: null, project, text: text.join(" ") });
      await writeLog(file, log);
      return "started " + project;
    }
    case "stop": {
      if (!open) throw new Error("nothing is running");
      open.end = now;
      await writeLog(file, log);
      return "stopped " + open.project;
    }
    case "status":
      return open ? open.project + " since " + open.start.toISOString().slice(11, 16) : "nothing is running";
    case "report":
      return report(log, now);
    case "csv":
      return toCsv(log, now);
    default:
      throw new Error(usage);
  }
}
`,
  "src/report.js": `/** Hours by project, most first, with a total. */
export function report(log, now) {
  const hours = new Map();
  for (const entry of log) {
    if (entry.note) continue;
    const spent = ((entry.end ?? now) - entry.start) / 3600000;
    hours.set(entry.project, (hours.get(entry.project) ?? 0) + spent);
  }
  const rows = [...hours].sort((a, b) => b[1] - a[1]);
  const total = rows.reduce((sum, row) => sum + row[1], 0);
  const width = Math.max(5, ...rows.map(([project]) => project.length));
  const line = ([project, spent]) => project.padEnd(width) + "  " + spent.toFixed(2).padStart(8);
  return [...rows, ["total", total]].map(line).join("\\n");
}

/** One line an entry, quoted where needed (RFC 4180). */
export function toCsv(log, now) {
  const cell = (value) => (/[",\\n]/.test(value) ? '"' + value.replaceAll('"', '""') + '"' : value);
  const rows = log.filter((entry) => !entry.note).map((entry) => {
    const end = entry.end ?? now;
    const hours = ((end - entry.start) / 3600000).toFixed(2);
    return [entry.start.toISOString(), end.toISOString(), entry.project, entry.text, hours].map(cell).join(",");
  });
  return ["start,end,project,text,hours", ...rows].join("\\n");
}
`,
  "test/sundial.test.js": `import assert from "node:assert/strict";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { run } from "../src/commands.js";
import { formatLog, parseLog } from "../src/log.js";

const at = (time) => new Date("2026-03-02T" + time + ":00Z");

test("a morning adds up", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "sundial-")), "log");
  await run(["start", "lighthouse", "reading", "the", "drawings"], { file, now: at("09:00") });
  await run(["start", "letters"], { file, now: at("10:30") });
  await run(["stop"], { file, now: at("11:00") });
  const text = await run(["report"], { file, now: at("12:00") });
  assert.equal(text, "lighthouse      1.50\\nletters         0.50\\ntotal           2.00");
});

test("stopping twice is refused", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "sundial-")), "log");
  await run(["start", "lighthouse"], { file, now: at("09:00") });
  await run(["stop"], { file, now: at("09:30") });
  await assert.rejects(run(["stop"], { file, now: at("09:31") }), /nothing is running/);
});

test("a log survives being read and written", () => {
  const text = "# march\\n2026-03-02T09:00:00Z 2026-03-02T10:30:00Z lighthouse reading\\n2026-03-02T11:00:00Z - letters\\n";
  assert.equal(formatLog(parseLog(text)), text);
});
`,
};
