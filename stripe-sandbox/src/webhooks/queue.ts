import type { Call } from "../sandbox.ts";
import { newId } from "../store/ids.ts";

/** Plans the delivery of one event to one endpoint, at once. */
export async function queueDelivery(call: Call, eventId: string, endpointId: string): Promise<void> {
  await call.db.query(
    "insert into {deliveries} (id, event_id, endpoint_id, due_at) values ($1, $2, $3, $4)",
    [newId("whd"), eventId, endpointId, call.sandbox.now()],
  );
  call.queued += 1;
}
