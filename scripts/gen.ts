// `npm run gen`: writes every generated file. `--check` writes nothing and fails when one is not what it would be.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateConfigDocs, generateEnvExample } from "./gen-config.ts";
import { generateOpenApi } from "./gen-openapi.ts";
import { generateTables } from "./gen-tables.ts";
import { withScratchDatabase } from "./scratch-database.ts";
import { toolPath } from "./tools.ts";

const ROOT = join(import.meta.dirname, "..");
const check = process.argv.includes("--check");

const { tables, openapi } = await withScratchDatabase(async (url) => {
  const openapi = await generateOpenApi(url);
  return { tables: await generateTables(url), openapi };
});
const files: Record<string, string> = {
  "server/src/db/tables.ts": tables,
  "openapi.json": openapi,
  "sdk/src/api.gen.ts": await generateSdkTypes(openapi),
  ".env.example": generateEnvExample(),
  "docs/configure.md": generateConfigDocs(),
};

const stale: string[] = [];
for (const [name, content] of Object.entries(files)) {
  const path = join(ROOT, name);
  if ((await readFile(path, "utf8").catch(() => "")) === content) continue;
  stale.push(name);
  if (!check) await writeFile(path, content);
}
if (check && stale.length > 0) {
  process.stderr.write(`Not what the sources say: ${stale.join(", ")}. Run \`npm run gen\`.\n`);
  process.exit(1);
}
process.stdout.write(stale.length > 0 ? `Wrote ${stale.join(", ")}\n` : "Generated files are up to date\n");

async function generateSdkTypes(document: string): Promise<string> {
  const generator = toolPath("openapi-typescript", join("bin", "cli.js"));
  const directory = await mkdtemp(join(tmpdir(), "vaulture-gen-"));
  try {
    const input = join(directory, "openapi.json");
    const output = join(directory, "api.ts");
    await writeFile(input, document);
    execFileSync(process.execPath, [generator, input, "-o", output], { stdio: "ignore" });
    return await readFile(output, "utf8");
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
