import { CompiledQuery } from "kysely";
import type { Database } from "../db/client.ts";
import type { FactReader } from "./facts.ts";

/** Reads facts as this transaction sees them, and on its connection: one that waits for a second may wait for ever. */
export function readerWithin(trx: Database): FactReader {
  return {
    query: async <Row>({ text, values }: { text: string; values: unknown[] }) =>
      trx.executeQuery<Row>(CompiledQuery.raw(text, values)),
  };
}
