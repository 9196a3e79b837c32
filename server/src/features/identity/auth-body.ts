import type { z } from "zod";
import { AppError, invalidField } from "../../errors.ts";
import { lineField } from "../creators/index.ts";

type Fields = Record<string, unknown>;

/** It stands in mails to others, whose programs make a link of what looks like an address. */
const LIKE_AN_ADDRESS = /:\/\/|[\p{L}\p{N}]{2,}\.\p{L}{2,}|\d\.\d+\.\d/u;
const personName = lineField(100).refine((name) => !LIKE_AN_ADDRESS.test(name));

/** Requests of which the library gets these fields and no others, whatever it would also take. */
const PASSED_ON: Record<string, string[]> = {
  "/sign-up/email": ["name", "email", "password"],
  "/update-user": ["name"],
  "/change-password": ["currentPassword", "newPassword"],
};

/**
 * The JSON body of a request to /api/auth, as the library is to get it. Names are checked here, for known and unknown addresses
 * alike: the table would refuse a bad one for unknown addresses only. A changed password always ends the other sessions.
 * Refuses what is no JSON object.
 */
export function readAuthBody(path: string, raw: unknown): { body: string; email: string | null } {
  const given = parse(raw);
  const passed = PASSED_ON[path];
  const fields: Fields = passed
    ? Object.fromEntries(passed.filter((name) => name in given).map((name) => [name, given[name]]))
    : given;
  if (path === "/sign-up/email" || "name" in fields) fields.name = checkedName(fields.name);
  if (path === "/change-password") fields.revokeOtherSessions = true;
  return { body: JSON.stringify(fields), email: accountOf(fields.email) };
}

/** The JSON body of a request to one of our own routes beside the library's, as its schema lets it in. */
export function readFields<S extends z.ZodType>(raw: unknown, schema: S): z.output<S> {
  const parsed = schema.safeParse(parse(raw));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), message }));
  throw new AppError("invalid_input", undefined, { errors });
}

function parse(raw: unknown): Fields {
  if (typeof raw !== "string" || raw === "") return {};
  try {
    const value: unknown = JSON.parse(raw);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  } catch {
    // Answered below, like every other body that is no object.
  }
  throw new AppError("invalid_input", "The body is not a JSON object.");
}

function checkedName(name: unknown): string {
  const parsed = personName.safeParse(name);
  if (!parsed.success)
    throw invalidField(
      "name",
      "must be 1 to 100 ordinary characters, and nothing that looks like a web address: put a space after a dot",
    );
  return parsed.data;
}

/** The account a request speaks of, so that writing its address another way does not give another set of tries. */
function accountOf(email: unknown): string | null {
  return typeof email === "string" ? email.normalize("NFKC").trim().toLowerCase().slice(0, 320) : null;
}
