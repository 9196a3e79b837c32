import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";
import pg from "pg";

export type AppRoleOptions = {
  password: string;
  /** Connects as this role instead of one made here; it is given its rights all the same. */
  url?: string | undefined;
  /** Schemas that the application keeps for itself, tables and all. */
  ownSchemas: string[];
};

/** History: rows are added and stay as they were written. What is erased for a person's sake is erased by functions, which tell of it. */
const APPEND_ONLY = ["events", "event_chain", "event_checkpoints", "ledger_entries"];
/** Any fixed number that nothing else uses as an advisory lock. */
const ROLE_LOCK = 8_624_037_127;

/**
 * Makes the role that the application connects as, and answers its URL. It may read and write rows; it cannot change the schema,
 * touch history, or step around row-level security (PostgreSQL 18 manual, 5.9). `ownerUrl` is whoever migrates: the role is made
 * anew with each start, with the rights of this version. Refuses a role that row-level security would not hold for.
 */
export async function prepareAppRole(ownerUrl: string, options: AppRoleOptions): Promise<string> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: "vaulture roles" });
  await owner.connect();
  let url: string;
  try {
    // Two nodes that start at once would otherwise change the same rows of the catalogue.
    await owner.query("select pg_advisory_lock($1)", [ROLE_LOCK]);
    url = options.url ?? (await makeRole(owner, ownerUrl, options.password));
    await giveRights(owner, decodeURIComponent(new URL(url).username), options.ownSchemas);
  } finally {
    await owner.end();
  }
  await refuseUnbound(url);
  return url;
}

/** One role for each database, so that two installations may share a PostgreSQL. */
async function makeRole(owner: pg.Client, ownerUrl: string, password: string): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    "select left(current_database(), 59) || '_app' as name",
  );
  const { name } = rows[0]!;
  const role = pg.escapeIdentifier(name);
  try {
    const { rowCount } = await owner.query("select 1 from pg_roles where rolname = $1", [name]);
    if (!rowCount) await owner.query(`create role ${role} nosuperuser nocreatedb nocreaterole`);
    await owner.query(`alter role ${role} login password ${pg.escapeLiteral(scramVerifier(password))}`);
  } catch (error) {
    if ((error as { code?: string }).code !== "42501") throw error;
    throw new Error(
      `The user of DATABASE_URL may not make the role ${name} that the application connects as. Give it CREATEROLE, or make a login role yourself and name it in DATABASE_APP_URL.`,
    );
  }
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(name);
  url.password = encodeURIComponent(password);
  return url.href;
}

/** RFC 5803: what the server keeps of a SCRAM password, so that the password itself is in no statement and no log of it. */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, 4096, 32, "sha256");
  const key = (label: string) => createHmac("sha256", salted).update(label).digest();
  const storedKey = createHash("sha256").update(key("Client Key")).digest("base64");
  return `SCRAM-SHA-256$4096:${salt.toString("base64")}$${storedKey}:${key("Server Key").toString("base64")}`;
}

async function giveRights(owner: pg.Client, name: string, ownSchemas: string[]): Promise<void> {
  const role = pg.escapeIdentifier(name);
  await owner.query(`
    grant usage on schema public, graphile_worker to ${role};
    grant select, insert, update, delete on all tables in schema public, graphile_worker to ${role};
    grant usage, select on all sequences in schema public, graphile_worker to ${role};
    revoke insert, update, delete on schema_migrations from ${role};
    revoke update, delete on ${APPEND_ONLY.join(", ")} from ${role};
    revoke update (address, data), insert on events from ${role};
    revoke update (salt) on event_chain from ${role};
    grant insert (at, type, actor_id, creator_id, subject_type, subject_id, address, data) on events to ${role};
    grant execute on function erase_details_of, erase_details_before to ${role};`);
  // The queue's tables close themselves to everybody but their owner.
  const { rows } = await owner.query<{ table: string }>(
    `select quote_ident(c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'graphile_worker' and c.relrowsecurity
       and not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'application')`,
  );
  for (const { table } of rows)
    await owner.query(`create policy application on graphile_worker.${table} using (true) with check (true)`);
  for (const schema of ownSchemas) await giveSchema(owner, schema, name);
}

async function giveSchema(owner: pg.Client, name: string, roleName: string): Promise<void> {
  const [schema, role] = [pg.escapeIdentifier(name), pg.escapeIdentifier(roleName)];
  await owner.query(
    `create schema if not exists ${schema}; grant create, usage on schema ${schema} to ${role}`,
  );
  const { rows } = await owner.query<{ table: string }>(
    `select quote_ident(tablename) as table from pg_tables where schemaname = $1 and tableowner <> $2`,
    [name, roleName],
  );
  for (const { table } of rows) await owner.query(`alter table ${schema}.${table} owner to ${role}`);
}

async function refuseUnbound(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "vaulture roles" });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; unbound: boolean }>(
      `select current_user as name, rolsuper or rolbypassrls
         or pg_has_role(current_user, (select relowner from pg_class where oid = 'file_objects'::regclass), 'usage') as unbound
       from pg_roles where rolname = current_user`,
    );
    if (rows[0]?.unbound) {
      throw new Error(
        `The role ${rows[0].name} of DATABASE_APP_URL could step around row-level security. Name one that is neither a superuser, nor BYPASSRLS, nor the owner of the tables.`,
      );
    }
  } finally {
    await client.end();
  }
}
