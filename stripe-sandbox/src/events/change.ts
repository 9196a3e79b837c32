import type { Call } from "../sandbox.ts";
import { insertObject, saveObject } from "../store/objects.ts";
import type { Internal, Named, ObjectName, Objects } from "../store/types.ts";
import { type EventTypeFor, emit } from "./emit.ts";

/** Adds a new object and announces it. Answers the object. */
export async function create<N extends ObjectName>(
  call: Call,
  object: Named<N>,
  { internal, events }: { internal?: Internal<N>; events: EventTypeFor<N>[] },
): Promise<Objects[N]> {
  await insertObject<N>(call.db, object, internal);
  for (const type of events) await emit<N>(call, type, object);
  return object;
}

/**
 * Writes the changed fields and announces the change, once for each event type. Events that report a
 * difference carry the old values of the fields that really changed. Answers the object's new state.
 */
export async function change<N extends ObjectName>(
  call: Call,
  object: Named<N>,
  fields: Partial<Objects[N]>,
  ...events: EventTypeFor<N>[]
): Promise<Objects[N]> {
  const changed = { ...object, ...fields };
  await saveObject<N>(call.db, changed);
  for (const type of events) {
    const comparing = /\.(updated|refunded|captured)$/.test(type);
    await emit<N>(call, type, changed, comparing ? differing<Objects[N]>(object, fields) : undefined);
  }
  return changed;
}

function differing<O extends object>(before: O, fields: Partial<O>): Partial<O> {
  const keys = (Object.keys(fields) as (keyof O)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(fields[key]),
  );
  return Object.fromEntries(keys.map((key) => [key, before[key] ?? null])) as Partial<O>;
}
