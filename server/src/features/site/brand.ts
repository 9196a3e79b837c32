import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { type Config, ConfigError } from "../../config.ts";
import { readBrandCss } from "./brand-css.ts";

type BrandFile = { path: string; type: string; bytes: Buffer };

/** What a white-label installation looks like beyond its name, read once at the start. */
export type Brand = { css: BrandFile | null; logo: BrandFile | null };

const LOGO_TYPES: Record<string, string> = {
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
};
const LARGEST_LOGO = 256 * 1024;

/** Reads the files that `BRAND_CSS` and `BRAND_LOGO` name. Refuses with {@link ConfigError} what cannot be read or is not taken. */
export async function loadBrand(config: Pick<Config, "BRAND_CSS" | "BRAND_LOGO">): Promise<Brand> {
  const problems: string[] = [];
  const attempt = async <T>(name: string, load: () => Promise<T>): Promise<T | null> => {
    try {
      return await load();
    } catch (error) {
      problems.push(`${name}: ${(error as Error).message}`);
      return null;
    }
  };
  const { BRAND_CSS, BRAND_LOGO } = config;
  const css = BRAND_CSS ? await attempt("BRAND_CSS", () => loadCss(BRAND_CSS)) : null;
  const logo = BRAND_LOGO ? await attempt("BRAND_LOGO", () => loadLogo(BRAND_LOGO)) : null;
  if (problems.length > 0) throw new ConfigError(problems);
  return { css, logo };
}

/** Where the pages find them; a changed file has another address. */
export function brandUrls({ css, logo }: Brand): { cssUrl: string | null; logoUrl: string | null } {
  return { cssUrl: css?.path ?? null, logoUrl: logo?.path ?? null };
}

async function loadCss(path: string): Promise<BrandFile> {
  const bytes = Buffer.from(readBrandCss(await readFile(path, "utf8")));
  return { path: pathOf(bytes, ".css"), type: "text/css; charset=utf-8", bytes };
}

async function loadLogo(path: string): Promise<BrandFile> {
  const extension = extname(path).toLowerCase();
  const type = LOGO_TYPES[extension];
  if (!type) throw new Error("a logo is an .svg, .png or .webp");
  const bytes = await readFile(path);
  if (bytes.length > LARGEST_LOGO) throw new Error("a logo is at most 256 KB");
  return { path: pathOf(bytes, extension), type, bytes };
}

function pathOf(bytes: Buffer, extension: string): string {
  return `/brand/${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}${extension}`;
}
