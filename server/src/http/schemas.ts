import { z } from "zod";
import { ERRORS, type ErrorCode } from "../errors.ts";

/** Pieces that many routes speak with. */
export const id = z.uuid();
export const time = z.iso.datetime();
export const price = z
  .object({ amount: z.int().min(0).max(99_999_999), currency: z.string().regex(/^[a-z]{3}$/) })
  .meta({ id: "Price", description: "Integer minor units (cents) and an ISO 4217 code in lower case" });
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]).meta({ id: "ErrorCode" }),
    detail: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457" });
export const page = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(60).default(24),
};
export const empty = z.object({}).strict();

/** A line that somebody typed, trimmed; PostgreSQL stores no NUL, and half a surrogate is no text. */
export const typed = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => text.isWellFormed() && !text.includes("\0"), "has characters that cannot be stored")
    .overwrite((text) => text.trim());

/** A query parameter that may be repeated: `?tag=a&tag=b` is `["a", "b"]`, each once; at most `most`. */
export const repeatable = <T extends z.ZodType<string, string>>(item: T, most = 10) =>
  z.union([item, z.array(item).max(most)]).transform((given) => [...new Set([given].flat())]);

/** A cursor list of `item`. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
