import { randomUUID } from "node:crypto";
import { sql } from "../../../acceptance/world/database.ts";
import type { Person } from "../../../acceptance/world/people.ts";

/** An open alert about a person who was refused twenty times, with its events; answers its id. */
export async function raiseAlert(person: Person): Promise<string> {
  await sql(
    `insert into events (at, type, actor_id, subject_type, subject_id, address, data)
     select now(), 'access.denied', $1::uuid, 'file', $2::text, '198.51.100.0/24',
       '{"reason": "link_expired", "at": "link", "country": "NL", "device": "Firefox on Linux"}'
     from generate_series(1, 20)`,
    [person.userId, randomUUID()],
  );
  const id = randomUUID();
  await sql(
    `insert into alerts (id, rule, about, user_id, state, amount, detail, first_at, last_at)
     values ($1, 'many_refusals', $2, $3, 'open', 20, '{}', now(), now())`,
    [id, `user:${person.userId}`, person.userId],
  );
  return id;
}
