import { createHmac, randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "./config.ts";

export type Secrets = {
  postgresPassword: string;
  /** Of the role that the application connects as; the same on all nodes that share the secret. */
  databaseRolePassword: string;
  /** Signs session cookies, encrypts the private keys of access tokens. */
  authSecret: string;
  /** First signs download tickets, all verify. */
  ticketSecrets: string[];
  sandboxSecretKey: string;
  sandboxWebhookSecret: string;
};

/**
 * The installation's secrets: those of the configuration, and for the rest values generated once into `DATA_DIR/secrets.json`
 * (mode 0600, written atomically). Losing that file signs everybody out and loses the embedded database's password.
 */
export async function loadSecrets(config: Config): Promise<Secrets> {
  await mkdir(config.DATA_DIR, { recursive: true });
  const path = join(config.DATA_DIR, "secrets.json");
  const stored = (await readJson(path)) ?? (await generate(path));
  const authSecret = config.JWT_SECRET ?? stored.authSecret;
  return {
    postgresPassword: stored.postgresPassword,
    databaseRolePassword: createHmac("sha256", authSecret).update("database role").digest("base64url"),
    authSecret,
    ticketSecrets: config.TICKET_SECRETS?.split(",").map((secret) => secret.trim()) ?? [stored.ticketSecret],
    sandboxSecretKey: stored.sandboxSecretKey,
    sandboxWebhookSecret: stored.sandboxWebhookSecret,
  };
}

type StoredSecrets = Omit<Secrets, "ticketSecrets" | "databaseRolePassword"> & { ticketSecret: string };

async function readJson(path: string): Promise<StoredSecrets | null> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return null;
    throw new Error(`${path} cannot be read: ${(error as Error).message}. Restore it from a backup.`);
  }
}

async function generate(path: string): Promise<StoredSecrets> {
  const random = () => randomBytes(32).toString("base64url");
  const secrets: StoredSecrets = {
    postgresPassword: random(),
    authSecret: random(),
    ticketSecret: random(),
    sandboxSecretKey: `sk_test_${randomBytes(24).toString("hex")}`,
    sandboxWebhookSecret: `whsec_${randomBytes(24).toString("hex")}`,
  };
  const draft = `${path}.${process.pid}`;
  const file = await open(draft, "w", 0o600);
  await file.writeFile(`${JSON.stringify(secrets, null, 2)}\n`);
  await file.sync();
  await file.close();
  // Made, never replaced: of two first starts at once, both live with the secrets of the one that was first.
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST") throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await readJson(path))!;
}
