import type { z } from "zod";
import { settings } from "../server/src/config.ts";

type Setting = { name: string; meaning: string; fallback: string };

/** `.env.example`: every setting with its meaning and default, commented out. */
export function generateEnvExample(): string {
  const lines = listSettings().map(({ name, meaning, fallback }) => `# ${meaning}\n# ${name}=${fallback}\n`);
  return `# Settings of Vaulture; all are optional on one machine. Generated from server/src/config.ts by \`npm run gen\`.\n\n${lines.join("\n")}`;
}

/** docs/configure.md: the same as a table. */
export function generateConfigDocs(): string {
  const rows = listSettings().map(
    ({ name, meaning, fallback }) => `| \`${name}\` | ${fallback && `\`${fallback}\``} | ${meaning} |`,
  );
  return `# Configure

Everything is set by environment variables; a file \`.env\` beside \`package.json\` is read too. On one machine none is needed.
With \`NODE_ENV=production\` the server refuses to start until the keys and services it needs are real, and says which are missing.

| setting | default | meaning |
| --- | --- | --- |
${rows.join("\n")}

Generated from \`server/src/config.ts\` by \`npm run gen\`.
`;
}

function listSettings(): Setting[] {
  return Object.entries(settings.shape).map(([name, schema]) => ({
    name,
    meaning: meaningOf(schema),
    fallback: defaultOf(schema),
  }));
}

function meaningOf(schema: z.ZodType): string {
  if (!schema.description) throw new Error("every setting says what it means");
  return schema.description;
}

function defaultOf(schema: z.ZodType): string {
  const parsed = schema.safeParse(undefined);
  if (!parsed.success || parsed.data === undefined) return "";
  return typeof parsed.data === "boolean" ? String(Number(parsed.data)) : String(parsed.data);
}
