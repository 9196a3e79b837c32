import pg from "pg";

const TYPES: Record<string, string> = {
  uuid: "string",
  text: "string",
  bool: "boolean",
  int4: "number",
  int8: "number",
  timestamptz: "Date",
  date: "string",
  _text: "string[]",
  _int4: "number[]",
  tsvector: "string",
  bytea: "Buffer",
  xid8: "string",
};

type Column = {
  table_name: string;
  column_name: string;
  udt_name: string;
  nullable: boolean;
  optional: boolean;
  generated: boolean;
  check_def: string | null;
};

/** TypeScript types for Kysely of every table and view of the migrated database at `url`; text with a list CHECK becomes a union. */
export async function generateTables(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Column>(`
    select c.table_name, c.column_name, c.udt_name, c.is_nullable = 'YES' as nullable,
      (c.column_default is not null or c.is_identity = 'YES' or c.is_nullable = 'YES') as optional,
      (c.is_generated = 'ALWAYS' or c.identity_generation = 'ALWAYS') as generated,
      (select pg_get_constraintdef(k.oid) from pg_constraint k
        where k.conrelid = format('public.%I', c.table_name)::regclass and k.contype = 'c'
          and k.conkey = array[c.ordinal_position::smallint] and pg_get_constraintdef(k.oid) like '%ARRAY[%' limit 1) as check_def
    from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = 'public' and t.table_type in ('BASE TABLE', 'VIEW') and c.table_name <> 'schema_migrations'
    order by c.table_name, c.ordinal_position`);
  await client.end();

  const tables = Map.groupBy(rows, (row) => row.table_name);
  const types = [...tables].map(([name, columns]) => {
    const lines = columns.map((column) => `  ${column.column_name}: ${columnType(column)};`);
    return `export type ${typeName(name)} = {\n${lines.join("\n")}\n};\n`;
  });
  const index = [...tables.keys()].map((name) => `  ${name}: ${typeName(name)};`);
  return `// Generated from the migrations by \`npm run gen\`. Do not edit.
import type { ColumnType, GeneratedAlways } from "kysely";

/** JSON as PostgreSQL returns it; written as text. */
type Json = ColumnType<unknown, string, string>;
/** A column that the database fills when it is left out. */
type Optional<T> = ColumnType<T, T | undefined, T>;

export type Tables = {\n${index.join("\n")}\n};\n\n${types.join("\n")}`;
}

function columnType(column: Column): string {
  const union = column.check_def?.match(/'([^']+)'::text/g)?.map((item) => `"${item.slice(1, -7)}"`);
  const base = column.udt_name === "jsonb" ? "Json" : (union?.join(" | ") ?? TYPES[column.udt_name]);
  if (!base)
    throw new Error(`No TypeScript type for ${column.udt_name} (${column.table_name}.${column.column_name})`);
  const whole = column.nullable ? `${base} | null` : base;
  if (column.generated) return `GeneratedAlways<${whole}>`;
  if (column.udt_name === "jsonb")
    return column.optional ? "ColumnType<unknown, string | undefined, string>" : "Json";
  return column.optional ? `Optional<${whole}>` : whole;
}

function typeName(table: string): string {
  return table.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
