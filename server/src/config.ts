import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { parseTrustedProxies, type TrustedProxies } from "./lib/client-address.ts";
import { findProgram } from "./lib/find-program.ts";
import { basisPointsOf, isSupportedCurrency } from "./lib/money.ts";

const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const flag = (fallback: boolean) =>
  z
    .enum(["0", "1", "true", "false"])
    .transform((text) => text === "1" || text === "true")
    .default(fallback);
const httpUrl = z.url({ protocol: /^https?$/ }).transform((text) => text.replace(/\/+$/, ""));

/** Every setting: its meaning is written here once and printed into `.env.example` and docs/configure.md. */
export const settings = z.object({
  NODE_ENV: z
    .enum(["production", "development", "test"])
    .default("development")
    .describe("`production` demands real keys and a real payment provider, and never fills in demo content."),
  ROLE: z
    .enum(["all", "api", "worker"])
    .default("all")
    .describe("What this process does: serve requests, work through jobs, or both."),
  PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(3000)
    .describe("Port of the one server: API, pages and webhooks."),
  HOST: z.string().default("127.0.0.1").describe("Address to listen on; `0.0.0.0` for every interface."),
  BASE_URL: httpUrl
    .optional()
    .describe("The address people use, such as `https://shop.example`. Default: this machine and port."),
  DATA_DIR: z
    .string()
    .default("./data")
    .describe("Directory of the embedded database, generated keys and local storage."),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe("A PostgreSQL 14 or newer. Without it, an embedded one runs under `DATA_DIR`."),
  DATABASE_APP_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe(
      "The same database as a role without rights over the schema. Without it, `DATABASE_URL` (which migrates) makes such a role and the application connects as that.",
    ),
  DATABASE_POOL: positive(12).describe(
    "Connections a process holds at most, beside nine of its own: four for signing in, four for the gate and one that hears announcements. The embedded database takes one more, for its lock. Few are faster than many.",
  ),
  SEED_DEMO: flag(true).describe("Fill an empty installation with demo content once (never in production)."),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"])
    .default("warn")
    .describe("How much is logged, as JSON lines."),
  JWT_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      "Signs session cookies and protects the keys of access tokens. Generated once into `DATA_DIR`; required in production.",
    ),
  TICKET_SECRETS: z
    .string()
    .optional()
    .describe(
      "Comma-separated secrets (32 characters or more) for download links: the first signs, all verify. Generated once; required in production.",
    ),
  ACCESS_TOKEN_EXPIRE_MINUTES: positive(30).describe("Life of an access token (JWT)."),
  SESSION_DAYS: positive(30).describe("A session ends so long after signing in, however much it is used."),
  MAX_FILE_SIZE_MB: positive(500).describe("Largest file that can be uploaded, in MiB."),
  CREATOR_QUOTA_MB: positive(102_400).describe("Storage of each new creator, in MiB."),
  CREATORS_PER_ACCOUNT: positive(5).describe("Creators one person may own; each has the storage of its own."),
  UPLOAD_RESERVE_MB: z.coerce
    .number()
    .int()
    .min(0)
    .optional()
    .describe(
      "Space in MiB that uploads leave free on the disk of the files. Without it the smaller of 2048 and 5 % of the disk.",
    ),
  DOWNLOAD_START_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3600)
    .default(30)
    .describe("A download link must be started within this time; 10 to 30 is advised."),
  DOWNLOAD_RESUME_HOURS: positive(24).describe(
    "A started download can be resumed or repeated by the same viewer for so long.",
  ),
  VIEW_TICKET_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3600)
    .default(3600)
    .describe("What is shown or played in a page is asked for anew after this time, at most an hour."),
  DELIVERY_MODE: z
    .enum(["direct", "accel"])
    .default("direct")
    .describe(
      "Who sends the bytes of downloads: this server, or the nginx in front of it after this server's decision (docs/operate.md).",
    ),
  DELIVERY_ACCEL_MAX_MB: positive(1024).describe(
    "With `DELIVERY_MODE=accel`: longer answers, in MiB, are sent by this server, which cuts them when a right ends; nginx sends its own to their end.",
  ),
  DELIVERY_ORIGIN: httpUrl
    .optional()
    .describe(
      "A second address of this server, such as `https://files.shop.example`, that sends all originals and nothing else (docs/operate.md).",
    ),
  STREAMS_PER_VIEWER: positive(6).describe(
    "Files one viewer may be sent at the same time. Download programs open up to four connections for one.",
  ),
  STREAM_STALL_SECONDS: positive(60).describe(
    "A client that takes nothing for so long, or less than 1 KiB a second over as long, is cut off; it resumes when it comes back.",
  ),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_/)
    .optional()
    .describe(
      "Stripe's secret key. Without it payments go to the built-in sandbox, which production refuses.",
    ),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .startsWith("whsec_")
    .optional()
    .describe("Signing secret of the webhook endpoint `/api/v1/webhooks/stripe`."),
  STRIPE_CHECKOUT_ORIGIN: httpUrl
    .default("https://checkout.stripe.com")
    .describe("Where Stripe's payment pages are, should yours be under a domain of your own."),
  PLATFORM_FEE_PERCENT: z
    .string()
    .refine((text) => (basisPointsOf(text) ?? 10_000) < 10_000, "a percentage below 100, such as 5 or 2.75")
    .default("5")
    .describe("Share of each sale that the platform keeps."),
  MEMBERSHIP_GRACE_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(30)
    .default(3)
    .describe("A membership whose renewal could not be paid keeps its access for so long."),
  CURRENCY: z
    .string()
    .toLowerCase()
    .refine(isSupportedCurrency, "a currency that can be sold in, such as `usd`")
    .default("usd")
    .describe(
      "The main currency here: what the marketplace's price ranges are in. Creators may sell in others.",
    ),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe("Mail server. Without it mail is only kept in the mail log."),
  MAIL_FROM: z.string().default("Vaulture <no-reply@localhost>").describe("Sender of mail."),
  SITE_NAME: z
    .string()
    .min(1)
    .max(40)
    .default("Vaulture")
    .describe("The name of the site, on pages and in mails."),
  BRAND_LOGO: z
    .string()
    .optional()
    .describe("A file (`.svg`, `.png` or `.webp`) that stands before the name. See docs/white-label.md."),
  BRAND_CSS: z
    .string()
    .optional()
    .describe("A file that overrides the colours, type and corners of the pages. See docs/white-label.md."),
  OPERATORS_NEED_TWO_FACTOR: z
    .enum(["0", "1", "true", "false"])
    .transform((text) => text === "1" || text === "true")
    .optional()
    .describe(
      "Operators act as such only once they have set up two-factor sign-in. Default: on in production, off otherwise.",
    ),
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .describe(
      "Comma-separated addresses or networks whose `X-Forwarded-For` counts, `loopback`, or `private` (loopback and the networks of RFC 1918 and RFC 4193). Empty: none.",
    ),
  ALERT_WEBHOOK_URL: httpUrl
    .optional()
    .describe("Alerts are also sent there as JSON, with a `text` that chat tools show."),
  CLAMD_ADDRESS: z
    .string()
    .regex(/^(\/.+|[^/\s]+:\d{1,5})$/, "host:port, or the path of a Unix socket")
    .optional()
    .describe(
      "Where clamd listens (`127.0.0.1:3310` or `/run/clamav/clamd.ctl`). Uploads are then held until it has found nothing in them.",
    ),
  FFMPEG_PATH: z
    .string()
    .optional()
    .describe(
      "The program that looks into films and sounds of posts, with `ffprobe` beside it. Without it the `ffmpeg` on the `PATH` is used, if there is one; `off`: none.",
    ),
  EVENT_DETAILS_DAYS: positive(400).describe(
    "Networks, countries, devices and other details of what people did are erased from the trail and from downloads after so long.",
  ),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe(
      "Bearer token of `/metrics`. Without it, only this machine may read them, and in production nobody.",
    ),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .optional()
    .describe(
      "A Redis or Valkey that counts for the rate limits instead of PostgreSQL. Worth it with many nodes.",
    ),
  RATE_LIMITS: z
    .enum(["on", "off"])
    .default("on")
    .describe("`off` is for load tests on a machine of your own."),
});

/** Settings as the environment has them, without the empty ones. */
type Given = Record<string, string | undefined>;

export type Config = Omit<
  z.output<typeof settings>,
  "BASE_URL" | "OPERATORS_NEED_TWO_FACTOR" | "FFMPEG_PATH" | "PLATFORM_FEE_PERCENT" | "TRUSTED_PROXIES"
> & {
  BASE_URL: string;
  TRUSTED_PROXIES: TrustedProxies;
  /** Null where there is none. */
  FFMPEG_PATH: string | null;
  OPERATORS_NEED_TWO_FACTOR: boolean;
  /** `PLATFORM_FEE_PERCENT`, in hundredths of a percent. */
  feeBasisPoints: number;
  production: boolean;
};

/** The environment cannot be used; `problems` names each setting and what to do about it. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

/** Adds the settings of a file `.env` in the working directory, if there is one; the environment's own win. */
export function readEnvFile(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as { code?: string }).code !== "ENOENT") throw error;
  }
}

/** Reads and checks the whole environment; refuses with every problem at once. Empty values count as absent. */
export function loadConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given: Given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = settings.safeParse(given);
  const problems = wrongTogether(given);
  const trustedProxies = readTrustedProxies(given.TRUSTED_PROXIES ?? "", problems);
  const ffmpeg = findFfmpeg(given.FFMPEG_PATH, given.PATH ?? "");
  if (given.FFMPEG_PATH && given.FFMPEG_PATH !== "off" && !ffmpeg)
    problems.push("FFMPEG_PATH: there is no such program, or no ffprobe beside it");
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError([...wrong, ...problems]);
  }
  const { PLATFORM_FEE_PERCENT, ...values } = parsed.data;
  const production = values.NODE_ENV === "production";
  const baseUrl = values.BASE_URL ?? `http://localhost:${values.PORT}`;
  if (values.DELIVERY_ORIGIN) problems.push(...wrongInOrigin(values.DELIVERY_ORIGIN, baseUrl));
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    ...values,
    DATA_DIR: resolve(values.DATA_DIR),
    SEED_DEMO: values.SEED_DEMO && !production,
    BASE_URL: baseUrl,
    TRUSTED_PROXIES: trustedProxies,
    FFMPEG_PATH: ffmpeg,
    OPERATORS_NEED_TWO_FACTOR: values.OPERATORS_NEED_TWO_FACTOR ?? production,
    feeBasisPoints: basisPointsOf(PLATFORM_FEE_PERCENT)!,
    production,
  };
}

/** What the pages are told of the installation. */
export type SiteSettings = {
  name: string;
  cssUrl: string | null;
  logoUrl: string | null;
  /** Mail goes nowhere and is read on a page. */
  sandboxMail: boolean;
  /** Of it, the terminal prints what lets somebody in again. */
  mailInTerminal: boolean;
};

/** What Next.js and the pages read from the environment; NODE_ENV must stand before React is loaded. */
export function preparePagesEnvironment(pages: {
  dev: boolean;
  internalUrl: string;
  baseUrl: string;
  site: SiteSettings;
}): void {
  Object.assign(process.env, {
    NODE_ENV: pages.dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    INTERNAL_API_URL: pages.internalUrl,
    BASE_URL: pages.baseUrl,
    SITE_NAME: pages.site.name,
    BRAND_CSS_URL: pages.site.cssUrl ?? "",
    BRAND_LOGO_URL: pages.site.logoUrl ?? "",
    SANDBOX_MAIL: pages.site.sandboxMail ? "1" : "",
    MAIL_IN_TERMINAL: pages.site.mailInTerminal ? "1" : "",
  });
}

/** What no setting can say for itself, of the settings as they were given. */
function wrongTogether(given: Given): string[] {
  const problems = given.NODE_ENV === "production" ? missingInProduction(given) : [];
  if (given.NODE_ENV !== "production" && given.STRIPE_SECRET_KEY && !given.STRIPE_WEBHOOK_SECRET) {
    problems.push(
      "STRIPE_WEBHOOK_SECRET: needed beside STRIPE_SECRET_KEY, or paid orders are never completed",
    );
  }
  if (given.TICKET_SECRETS?.split(",").some((secret) => secret.trim().length < 32)) {
    problems.push("TICKET_SECRETS: each secret needs 32 characters or more");
  }
  if (given.DELIVERY_MODE === "accel" && !given.TRUSTED_PROXIES) {
    problems.push("TRUSTED_PROXIES: must name the nginx that sends bytes with DELIVERY_MODE=accel");
  }
  return problems;
}

function readTrustedProxies(text: string, problems: string[]): TrustedProxies {
  try {
    return parseTrustedProxies(text);
  } catch (error) {
    problems.push(`TRUSTED_PROXIES: ${(error as Error).message}`);
    return parseTrustedProxies("");
  }
}

function wrongInOrigin(deliveryOrigin: string, baseUrl: string): string[] {
  const [own, base] = [new URL(deliveryOrigin), new URL(baseUrl)];
  const problems: string[] = [];
  if (own.origin !== deliveryOrigin)
    problems.push(
      "DELIVERY_ORIGIN: scheme and name alone, without a path, such as https://files.shop.example",
    );
  // Cookies know names, not ports.
  if (own.hostname === base.hostname)
    problems.push(
      "DELIVERY_ORIGIN: needs another name than BASE_URL; another port of the same shares its cookies",
    );
  if (own.protocol !== base.protocol)
    problems.push("DELIVERY_ORIGIN: https where BASE_URL is, and http where that is");
  return problems;
}

function missingInProduction(given: Given): string[] {
  const needed: [keyof typeof settings.shape, string][] = [
    ["BASE_URL", "the https address people use"],
    ["JWT_SECRET", "a random text of 32 characters or more"],
    ["TICKET_SECRETS", "a random text of 32 characters or more"],
    ["STRIPE_SECRET_KEY", "production does not start on the payment sandbox"],
    ["STRIPE_WEBHOOK_SECRET", "without it paid orders are never completed"],
    ["SMTP_URL", "buyers need their receipts and password resets"],
  ];
  const problems = needed
    .filter(([name]) => !given[name])
    .map(([name, why]) => `${name}: required in production (${why})`);
  if (given.BASE_URL && !given.BASE_URL.startsWith("https://")) {
    problems.push("BASE_URL: must be https in production; session cookies are sent over https only");
  }
  return problems;
}

/** ffmpeg with ffprobe beside it: as configured, or as it is found. */
function findFfmpeg(configured: string | undefined, path: string): string | null {
  if (configured === "off") return null;
  const ffmpeg = findProgram(configured ?? "ffmpeg", path);
  return ffmpeg && findProgram(join(dirname(ffmpeg), "ffprobe"), path) ? ffmpeg : null;
}
