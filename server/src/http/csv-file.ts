import { Readable } from "node:stream";
import type { FastifyReply } from "fastify";

/** A CSV file that is made while it is sent. */
export type CsvFile = { name: string; lines: AsyncIterable<string> };

/** Spreadsheets read UTF-8 only where the file begins with it. */
export const BYTE_ORDER_MARK = "\uFEFF";

export function sendCsv(reply: FastifyReply, { name, lines }: CsvFile): never {
  return reply
    .type("text/csv; charset=utf-8")
    .header("content-disposition", `attachment; filename="${name}"`)
    .header("cache-control", "private, no-store")
    .send(Readable.from(lines)) as never;
}
