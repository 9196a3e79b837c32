import pg from "pg";
import { inject } from "vitest";
import type { TestServer } from "./harness.ts";

/** The server's database as its owner: whoever may do there what the server may not. */
export async function connectAsOwner(server: TestServer): Promise<pg.Client> {
  const url = new URL(inject("postgresUrl"));
  const { rows } = await server.deps.pool.query<{ name: string }>("select current_database() as name");
  url.pathname = `/${rows[0]!.name}`;
  const owner = new pg.Client({ connectionString: url.href });
  await owner.connect();
  return owner;
}
