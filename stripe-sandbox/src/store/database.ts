import type pg from "pg";

/** Something SQL can be sent to: the pool, or one open transaction. Tables are written `{objects}`. */
export type Db = { query<Row>(sql: string, values?: unknown[]): Promise<Row[]> };

/** The sandbox's own schema in someone's PostgreSQL. Everything outside that schema is left alone. */
export type Database = Db & {
  /** Runs `work` in one transaction: all of it is kept, or, when it throws, none of it. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
};

/**
 * Opens the schema on a pool that may be shared with other code: names are qualified in the SQL text,
 * because a search_path set on a pooled connection would leak to the next borrower.
 */
export function openDatabase(pool: pg.Pool, schema: string): Database {
  if (!/^[a-z_][a-z0-9_]{0,50}$/.test(schema)) throw new Error(`Not a usable schema name: ${schema}`);
  const qualify = (sql: string) =>
    sql.replaceAll(/\{([a-z_]+)\}/g, (written, name: string) => {
      if (name === "schema") return `"${schema}"`;
      return tables.has(name) ? `"${schema}".${name}` : written;
    });
  const on = (connection: pg.Pool | pg.PoolClient): Db => ({
    async query<Row>(sql: string, values?: unknown[]): Promise<Row[]> {
      const { rows } = await connection.query(qualify(sql), values);
      return rows as Row[];
    },
  });

  return {
    ...on(pool),
    async transaction<T>(work: (db: Db) => Promise<T>): Promise<T> {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query("begin");
        const result = await work(on(client));
        await client.query("commit");
        return result;
      } catch (error) {
        await client.query("rollback").catch((failure: Error) => {
          broken = failure;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
}

const tables = new Set(["deliveries", "idempotency_keys", "migrations", "objects", "timers"]);
