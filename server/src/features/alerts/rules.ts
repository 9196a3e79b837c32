import { type RawBuilder, sql } from "kysely";

export type Rule = {
  name: RuleName;
  /** One sentence for people; `amount` is what was counted. */
  says: (amount: number) => string;
  windowSeconds: number;
  threshold: number;
  /** After somebody has acknowledged it, the same is not raised again for so long. */
  coolDownSeconds: number;
  /**
   * Rows of {@link Finding}: what has reached `$2` since `$1`. It reads the newest events of few types only, by the index
   * `events_type`.
   */
  finds: string;
  /** The condition for the events `e` that it counted about one of these, who is named as in `about`. */
  counted: (id: string) => RawBuilder<unknown>;
};

export type RuleName =
  | "many_refusals"
  | "many_links"
  | "files_not_owned"
  | "many_places"
  | "shared_link"
  | "bulk_downloading"
  | "forged_webhooks"
  | "password_guessing"
  | "password_spraying";

export type Finding = {
  about: string;
  user_id: string | null;
  amount: number;
  detail: Record<string, unknown>;
};

const HOUR = 3600;
const DAY = 24 * HOUR;

const byUser = (amount: string, which: string, detail = "'{}'::jsonb"): Pick<Rule, "finds" | "counted"> => ({
  finds: `
  select 'user:' || e.actor_id as about, e.actor_id as user_id, ${amount}::int as amount, ${detail} as detail
  from events e where e.actor_id is not null and e.at > $1 and ${which}
  group by e.actor_id having ${amount} >= $2`,
  counted: (id) => sql`e.actor_id = ${id}::uuid and ${sql.raw(which)}`,
});

/** Made so that an ordinary day raises none of them (alerts.test.ts replays one), and each attack its own. */
export const RULES: Rule[] = [
  {
    name: "many_refusals",
    says: (amount) => `One account was refused ${amount} times in ten minutes.`,
    windowSeconds: 600,
    threshold: 20,
    coolDownSeconds: HOUR,
    ...byUser(
      // Those of a flood are counted in one event.
      "sum(coalesce((e.data->>'count')::int, 1))",
      "e.type = 'access.denied'",
      "jsonb_build_object('reasons', jsonb_agg(distinct e.data->>'reason'))",
    ),
  },
  {
    name: "many_links",
    says: (amount) => `One account asked for ${amount} download links in ten minutes.`,
    windowSeconds: 600,
    threshold: 200,
    coolDownSeconds: HOUR,
    ...byUser("count(*)", "e.type = 'download.created'"),
  },
  {
    name: "files_not_owned",
    says: (amount) => `One account tried ${amount} files that it has not bought within an hour.`,
    windowSeconds: HOUR,
    threshold: 10,
    coolDownSeconds: DAY,
    ...byUser(
      "count(distinct e.subject_id)",
      "e.type = 'access.denied' and e.data->>'reason' in ('purchase_required', 'not_found')",
    ),
  },
  {
    name: "many_places",
    says: (amount) => `One account asked for downloads from ${amount} countries within an hour.`,
    windowSeconds: HOUR,
    threshold: 3,
    coolDownSeconds: DAY,
    ...byUser(
      "count(distinct e.data->>'country')",
      "e.type = 'download.created'",
      "jsonb_build_object('countries', jsonb_agg(distinct e.data->>'country'), 'networks', jsonb_agg(distinct e.address))",
    ),
  },
  {
    name: "shared_link",
    says: (amount) => `${amount} other accounts tried one person's download link within a day.`,
    windowSeconds: DAY,
    threshold: 2,
    coolDownSeconds: DAY,
    finds: `select 'download:' || d.id as about, d.user_id, count(distinct e.actor_id)::int as amount,
        jsonb_build_object('download', d.id, 'file', d.file_id) as detail
      from events e join downloads d on d.id = (e.data->>'download')::uuid
      where e.at > $1 and e.type = 'access.denied' and e.data->>'reason' = 'wrong_viewer' and e.data->>'download' is not null
      group by d.id having count(distinct e.actor_id) >= $2`,
    counted: (id) =>
      sql`e.type = 'access.denied' and e.data->>'reason' = 'wrong_viewer' and e.data->>'download' = ${id}`,
  },
  {
    name: "bulk_downloading",
    says: (amount) => `One account downloaded ${amount} different files within an hour.`,
    windowSeconds: HOUR,
    threshold: 100,
    coolDownSeconds: DAY,
    ...byUser(
      "count(distinct e.subject_id)",
      "e.type = 'download.served' and e.data->>'because' <> 'owner'",
      "jsonb_build_object('bytes', sum((e.data->>'bytes')::bigint))",
    ),
  },
  {
    name: "forged_webhooks",
    says: (amount) =>
      `${amount} messages claimed to come from the payment provider and did not, in ten minutes.`,
    windowSeconds: 600,
    threshold: 5,
    coolDownSeconds: HOUR,
    finds: `select 'network:' || coalesce(e.address, 'unknown') as about, null::uuid as user_id, count(*)::int as amount,
        jsonb_build_object('network', e.address) as detail
      from events e where e.at > $1 and e.type = 'webhook.refused' group by e.address having count(*) >= $2`,
    counted: (id) => sql`e.type = 'webhook.refused' and coalesce(e.address, 'unknown') = ${id}`,
  },
  {
    name: "password_guessing",
    says: (amount) => `Somebody gave a wrong password for one account ${amount} times within an hour.`,
    windowSeconds: HOUR,
    threshold: 8,
    coolDownSeconds: DAY,
    finds: `select 'user:' || e.subject_id as about, e.subject_id::uuid as user_id, count(*)::int as amount,
        jsonb_build_object('networks', jsonb_agg(distinct e.address)) as detail
      from events e where e.at > $1 and e.type = 'session.refused' and e.subject_id is not null
      group by e.subject_id having count(*) >= $2`,
    counted: (id) => sql`e.type = 'session.refused' and e.subject_id = ${id}`,
  },
  {
    name: "password_spraying",
    says: (amount) => `One network tried passwords of ${amount} accounts within an hour.`,
    windowSeconds: HOUR,
    threshold: 10,
    coolDownSeconds: DAY,
    finds: `select 'network:' || e.address as about, null::uuid as user_id, count(distinct e.data->>'account')::int as amount,
        jsonb_build_object('network', e.address) as detail
      from events e where e.at > $1 and e.type = 'session.refused' and e.address is not null
      group by e.address having count(distinct e.data->>'account') >= $2`,
    counted: (id) => sql`e.type = 'session.refused' and e.address = ${id}`,
  },
];
