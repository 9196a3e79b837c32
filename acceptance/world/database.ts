import pg from "pg";
import { dataDir } from "./installation.ts";
import { postmasterOf } from "./postmaster.ts";
import { secretsOf } from "./server-process.ts";

/** Runs one statement in the database of an installation that this machine runs; default: the suite's own. */
export async function sql<Row extends pg.QueryResultRow = pg.QueryResultRow>(
  text: string,
  values: unknown[] = [],
  directory: string | null = dataDir,
): Promise<Row[]> {
  if (directory === null) throw new Error("this needs the installation's own database");
  const client = new pg.Client({ connectionString: await urlOf(directory) });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** As if these people had opened the link in the mail that confirms their address. */
export async function prove<P extends { userId: string }>(person: P, ...more: P[]): Promise<P> {
  const ids = [person, ...more].map(({ userId }) => userId);
  await sql("update users set email_verified = true where id = any($1)", [ids]);
  return person;
}

/** Asks until the answer satisfies; the last answer otherwise, for the assertion that follows to show. */
export async function until<T>(
  ask: () => Promise<T>,
  satisfied: (answer: T) => boolean,
  ms = 30_000,
): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const answer = await ask();
    if (satisfied(answer) || performance.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

async function urlOf(directory: string): Promise<string> {
  const postmaster = await postmasterOf(directory);
  if (!postmaster) throw new Error(`no database runs for ${directory}`);
  const { postgresPassword = "" } = await secretsOf(directory);
  return `postgres://postgres:${encodeURIComponent(postgresPassword)}@127.0.0.1:${postmaster.port}/vaulture`;
}
