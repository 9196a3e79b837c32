import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { toolPath } from "../../scripts/tools.ts";

const CATEGORIES = ["accessibility", "best-practices", "seo"] as const;

export type Scores = Record<(typeof CATEGORIES)[number], number>;

type Report = {
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string }>;
};

/** What Lighthouse says of a page, 0 to 100 each, and which of its audits found something. */
export async function askLighthouse(
  chromium: string,
  url: string,
  { cookie, skip = [] }: { cookie?: string | undefined; skip?: string[] },
): Promise<{ scores: Scores; findings: string[] }> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      toolPath("lighthouse", "cli/index.js"),
      url,
      "--quiet",
      "--output=json",
      `--only-categories=${CATEGORIES.join(",")}`,
      ...(skip.length > 0 ? [`--skip-audits=${skip.join(",")}`] : []),
      ...(cookie ? [`--extra-headers=${JSON.stringify({ cookie })}`] : []),
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-sync",
      "--no-enable-error-reporting",
    ],
    { env: { ...process.env, CHROME_PATH: chromium }, maxBuffer: 2 ** 26 },
  );
  const { categories, audits } = JSON.parse(stdout) as Report;
  const score = (name: string) => Math.round(categories[name]!.score * 100);
  const findings = CATEGORIES.flatMap((name) =>
    categories[name]!.auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]!.score ?? 1) < 1).map(
      ({ id }) => `${id}: ${audits[id]!.title}`,
    ),
  );
  return {
    scores: {
      accessibility: score("accessibility"),
      "best-practices": score("best-practices"),
      seo: score("seo"),
    },
    findings,
  };
}
