import { expect } from "vitest";
import { sql, until } from "./database.ts";
import { isOurs } from "./installation.ts";
import type { Person } from "./people.ts";
import { MARKER } from "./shop.ts";

/** Asserts that an answer is this refusal as problem+json, and that nothing of any sold file is in it. */
export async function expectRefusal(answer: Response, status: number, code: string): Promise<void> {
  const text = await answer.text();
  expect({ status: answer.status, code: codeIn(text) }, text.slice(0, 500)).toEqual({ status, code });
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  expect(answer.headers.get("content-disposition") ?? "").not.toContain("attachment");
  expect(text).not.toContain(MARKER);
}

/** The same for an answer without a body (HEAD). */
export async function expectEmptyRefusal(answer: Response, status: number): Promise<void> {
  expect(answer.status).toBe(status);
  expect(await answer.text()).toBe("");
  expect(answer.headers.get("etag")).toBeNull();
}

/** The code of a problem, or what came instead. */
export function codeIn(text: string): string {
  try {
    return (JSON.parse(text) as { code?: string }).code ?? "no code";
  } catch {
    return `not a problem: ${text.slice(0, 120)}`;
  }
}

/**
 * How many refusals of a person stand in the trail; anonymous ones are found by their network and are written in groups, a moment
 * later, with a count. Null where the suite cannot look.
 */
export async function deniedEvents(person: Person, reason?: string): Promise<number | null> {
  if (!isOurs) return null;
  const [row] = await sql<{ count: number }>(
    `select coalesce(sum(coalesce((data->>'count')::int, 1)), 0)::int as count from events
     where type = 'access.denied' and ($3::text is null or data->>'reason' = $3)
       and case when $1 = '' then actor_id is null and address like $2 else actor_id::text = $1 end`,
    [person.userId, `${person.network}%`, reason ?? null],
  );
  return row!.count;
}

/** Asserts that exactly `count` refusals of this person were recorded. */
export async function expectDenied(person: Person, count: number, reason?: string): Promise<void> {
  if (!isOurs) return;
  const recorded = await until(
    () => deniedEvents(person, reason),
    (found) => found === count,
    3000,
  );
  expect(recorded, "refusals in the trail").toBe(count);
}
