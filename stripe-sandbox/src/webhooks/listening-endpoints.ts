import type { Reader } from "../sandbox.ts";

/** The enabled endpoints that want events of that type, oldest first. */
export async function listeningEndpoints({ db }: Reader, type: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from {objects}
     where type = 'webhook_endpoint' and data->>'status' = 'enabled'
       and (data->'enabled_events' ? '*' or data->'enabled_events' ? $1)
     order by position`,
    [type],
  );
  return rows.map((row) => row.id);
}
