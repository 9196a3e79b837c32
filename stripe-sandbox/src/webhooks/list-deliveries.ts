import type { Db } from "../store/database.ts";

/** One event on its way to one endpoint. */
export type Delivery = {
  id: string;
  object: "webhook_delivery";
  event: string;
  event_type: string;
  webhook_endpoint: string;
  url: string;
  status: "pending" | "delivered" | "failed";
  attempts: number;
  /** The status code and the beginning of the last answer, or why there was none. */
  last_answer: string | null;
  /** Unix seconds. */
  last_attempt: number | null;
};

/** The deliveries planned last, newest first; those of one event, if asked. */
export function listDeliveries(
  db: Db,
  { limit, event }: { limit: number; event?: string | undefined },
): Promise<Delivery[]> {
  return db.query<Delivery>(
    `select d.id, 'webhook_delivery' as object, d.event_id as event, e.data->>'type' as event_type,
       d.endpoint_id as webhook_endpoint, coalesce(w.data->>'url', '(deleted)') as url, d.status, d.attempts, d.last_answer,
       floor(extract(epoch from d.last_attempt_at))::integer as last_attempt
     from {deliveries} d
     join {objects} e on e.id = d.event_id
     join {objects} w on w.id = d.endpoint_id
     where $2::text is null or d.event_id = $2
     order by d.position desc limit $1`,
    [limit, event ?? null],
  );
}
