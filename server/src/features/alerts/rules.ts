import { type RawBuilder, sql } from "kysely";
import type { DenyReason } from "../../access/index.ts";
import type { EventType } from "../../events/event-types.ts";

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
  | "many_views"
  | "many_places"
  | "many_networks"
  | "many_devices"
  | "shared_link"
  | "shared_view"
  | "bulk_downloading"
  | "bulk_viewing"
  | "forged_webhooks"
  | "wrong_payments"
  | "refused_uploads"
  | "infected_uploads"
  | "password_guessing"
  | "code_guessing"
  | "password_spraying";

export type Finding = {
  about: string;
  user_id: string | null;
  amount: number;
  detail: Record<string, unknown>;
};

const HOUR = 3600;
const DAY = 24 * HOUR;

/** The condition for events of these types; written out, so that indexes of some types serve it. */
const is = (...types: EventType[]) =>
  types.length === 1
    ? `e.type = '${types[0]}'`
    : `e.type in (${types.map((type) => `'${type}'`).join(", ")})`;

const byUser = (amount: string, which: string, detail = "'{}'::jsonb"): Pick<Rule, "finds" | "counted"> => ({
  finds: `
  select 'user:' || e.actor_id as about, e.actor_id as user_id, ${amount}::int as amount, ${detail} as detail
  from events e where e.actor_id is not null and e.at > $1 and ${which}
  group by e.actor_id having ${amount} >= $2`,
  counted: (id) => sql`e.actor_id = ${id}::uuid and ${sql.raw(which)}`,
});

/** About accounts that somebody tried to get into, who may be anybody. */
const byAccount = (which: string): Pick<Rule, "finds" | "counted"> => ({
  finds: `select 'user:' || e.subject_id as about, e.subject_id::uuid as user_id, count(*)::int as amount,
      jsonb_build_object('networks', jsonb_agg(distinct e.address)) as detail
    from events e where e.at > $1 and ${which} and e.subject_id is not null
    group by e.subject_id having count(*) >= $2`,
  counted: (id) => sql`${sql.raw(which)} and e.subject_id = ${id}`,
});

/** Somebody was given a link or a view. */
const ASKED = is("download.created", "view.created");
/** The same, or came for the bytes with it, from wherever that was: who hands on a link need not be where it is used. */
const ASKED_OR_FETCHED = is(
  ...(["download", "view"] as const).flatMap((kind) =>
    (["created", "started", "resumed", "served", "cut"] as const).map((what) => `${kind}.${what}` as const),
  ),
);
/**
 * Where an account was: one line for each place, however many requests a film is. What was asked for counts for the whole hour, in
 * the slot null; where the bytes went in slots of ten minutes, since whoever watches on a train goes through many networks, but one
 * after the other.
 */
const WHEREABOUTS = `select e.actor_id, e.address, e.data->>'country' as country,
      case when not ${ASKED} then floor(extract(epoch from e.at) / 600) end as slot
    from events e where e.actor_id is not null and e.at > $1 and ${ASKED_OR_FETCHED} group by 1, 2, 3, 4`;
const countedAsWhereabouts: Rule["counted"] = (id) =>
  sql`e.actor_id = ${id}::uuid and ${sql.raw(ASKED_OR_FETCHED)}`;

const FOREIGN_VIEW = `${is("access.denied")} and e.data->>'reason' = 'wrong_viewer' and e.data->>'at' = 'view' and e.subject_id is not null`;
/**
 * Which refusals are of somebody who has no right to the file (any more). The others are told to those who have one, or to whom
 * operators took it.
 */
const HAS_NO_RIGHT: Record<DenyReason, boolean> = {
  not_found: true,
  purchase_required: true,
  subscription_required: true,
  higher_tier_required: true,
  original_not_offered: true,
  access_ended: true,
  access_revoked: true,
  sign_in_required: false,
  creator_suspended: false,
  product_removed: false,
  country_not_allowed: false,
  too_many_devices: false,
  download_limit_reached: false,
};
const NOT_OWNED = Object.entries(HAS_NO_RIGHT)
  .filter(([, counts]) => counts)
  .map(([reason]) => `'${reason}'`)
  .join(", ");
/**
 * What a page that was left open asks for again after its right has ended is refused together: not a person's doing. Such are views,
 * whose tickets nobody else has, and posts that the person was shown.
 */
const NOT_OF_A_PAGE = "coalesce(e.data->>'at', '') <> 'view' and e.data->>'shown' is null";
const HAS_NO_ROOM = "'quota_exceeded', 'storage_full', 'email_not_verified'";
const REFUSED_UPLOAD = `${is("upload.refused")} and e.data->>'reason' not in (${HAS_NO_ROOM})`;
const FIRST_STEP = `${is("session.refused")} and e.data->>'step' is null`;
const SECOND_STEP = `${is("session.refused")} and e.data->>'step' = '2'`;

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
      `${is("access.denied")} and ${NOT_OF_A_PAGE}`,
      "jsonb_build_object('reasons', jsonb_agg(distinct e.data->>'reason'))",
    ),
  },
  {
    name: "many_links",
    says: (amount) => `One account asked for ${amount} download links in ten minutes.`,
    windowSeconds: 600,
    threshold: 200,
    coolDownSeconds: HOUR,
    ...byUser("count(*)", is("download.created")),
  },
  {
    name: "many_views",
    says: (amount) => `One account asked to be shown ${amount} files in ten minutes.`,
    windowSeconds: 600,
    threshold: 1500,
    coolDownSeconds: HOUR,
    // What a page shows at once is one event, and one may stand for many that are alike.
    ...byUser(
      "sum(coalesce(jsonb_array_length(e.data->'files'), 1) * coalesce((e.data->>'count')::int, 1))",
      is("view.created"),
    ),
  },
  {
    name: "files_not_owned",
    says: (amount) => `One account tried ${amount} files or posts that it has no right to within an hour.`,
    windowSeconds: HOUR,
    threshold: 10,
    coolDownSeconds: DAY,
    ...byUser(
      "count(distinct e.subject_id)",
      `${is("access.denied")} and e.data->>'reason' in (${NOT_OWNED}) and ${NOT_OF_A_PAGE}`,
      "jsonb_build_object('reasons', jsonb_agg(distinct e.data->>'reason'))",
    ),
  },
  {
    name: "many_places",
    says: (amount) => `One account asked for or fetched files from ${amount} countries within an hour.`,
    windowSeconds: HOUR,
    threshold: 3,
    coolDownSeconds: DAY,
    finds: `select 'user:' || w.actor_id as about, w.actor_id as user_id, count(distinct w.country)::int as amount,
        jsonb_build_object('countries', jsonb_agg(distinct w.country)) as detail
      from (${WHEREABOUTS}) w group by w.actor_id having count(distinct w.country) >= $2`,
    counted: countedAsWhereabouts,
  },
  {
    name: "many_networks",
    says: (amount) =>
      `One account asked for files from ${amount} networks within an hour, or fetched them from so many within ten minutes.`,
    windowSeconds: HOUR,
    // A phone on a train is given several.
    threshold: 10,
    coolDownSeconds: DAY,
    finds: `select 'user:' || s.actor_id as about, s.actor_id as user_id, max(s.networks)::int as amount, '{}'::jsonb as detail
      from (select w.actor_id, count(distinct w.address) as networks from (${WHEREABOUTS}) w group by w.actor_id, w.slot) s
      group by s.actor_id having max(s.networks) >= $2`,
    counted: countedAsWhereabouts,
  },
  {
    name: "many_devices",
    says: (amount) => `One account asked for files on ${amount} devices within an hour.`,
    windowSeconds: HOUR,
    threshold: 6,
    coolDownSeconds: DAY,
    ...byUser("count(distinct e.data->>'session')", ASKED),
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
      where e.at > $1 and ${is("access.denied")} and e.data->>'reason' = 'wrong_viewer' and e.data->>'download' is not null
      group by d.id having count(distinct e.actor_id) >= $2`,
    counted: (id) =>
      sql`${sql.raw(is("access.denied"))} and e.data->>'reason' = 'wrong_viewer' and e.data->>'download' = ${id}`,
  },
  {
    name: "shared_view",
    says: (amount) => `${amount} accounts tried to see a file by somebody else's view within a day.`,
    windowSeconds: DAY,
    threshold: 2,
    coolDownSeconds: DAY,
    finds: `select 'file:' || e.subject_id as about, null::uuid as user_id, count(distinct e.actor_id)::int as amount,
        jsonb_build_object('file', e.subject_id) as detail
      from events e where e.at > $1 and ${FOREIGN_VIEW} group by e.subject_id having count(distinct e.actor_id) >= $2`,
    counted: (id) => sql`${sql.raw(FOREIGN_VIEW)} and e.subject_id = ${id}`,
  },
  {
    name: "bulk_downloading",
    says: (amount) => `One account downloaded ${amount} different files within an hour.`,
    windowSeconds: HOUR,
    threshold: 100,
    coolDownSeconds: DAY,
    ...byUser(
      "count(distinct e.subject_id)",
      `${is("download.served")} and e.data->>'because' <> 'owner'`,
      "jsonb_build_object('bytes', sum((e.data->>'bytes')::bigint))",
    ),
  },
  {
    name: "bulk_viewing",
    says: (amount) => `One account was shown ${amount} different files within an hour.`,
    windowSeconds: HOUR,
    threshold: 1500,
    coolDownSeconds: DAY,
    ...byUser(
      "count(distinct e.subject_id)",
      `${is("view.served")} and coalesce(e.data->>'because', '') <> 'owner'`,
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
      from events e where e.at > $1 and ${is("webhook.refused")} group by e.address having count(*) >= $2`,
    counted: (id) => sql`${sql.raw(is("webhook.refused"))} and coalesce(e.address, 'unknown') = ${id}`,
  },
  {
    name: "wrong_payments",
    says: (amount) =>
      amount === 1
        ? "A payment did not match its order; nothing was given for it."
        : `${amount} payments did not match their order; nothing was given for them.`,
    windowSeconds: HOUR,
    // Never in ordinary life: somebody tried to pay another price, or two systems disagree about money.
    threshold: 1,
    coolDownSeconds: HOUR,
    finds: `select e.subject_type || ':' || e.subject_id as about, coalesce(p.buyer_id, s.user_id) as user_id, count(*)::int as amount,
        jsonb_build_object(e.subject_type, e.subject_id, 'sums', coalesce(jsonb_agg(distinct (e.data->>'amount') || ' ' || (e.data->>'currency')) filter (where e.data->>'amount' is not null), '[]')) as detail
      from events e left join purchases p on p.id = e.subject_id::uuid left join subscriptions s on s.id = e.subject_id::uuid
      where e.at > $1 and ${is("payment.mismatch")} group by e.subject_type, e.subject_id, p.buyer_id, s.user_id having count(*) >= $2`,
    counted: (id) => sql`${sql.raw(is("payment.mismatch"))} and e.subject_id = ${id}`,
  },
  {
    name: "refused_uploads",
    says: (amount) => `One account tried ${amount} uploads that it may not make within an hour.`,
    windowSeconds: HOUR,
    threshold: 10,
    coolDownSeconds: DAY,
    ...byUser(
      "count(*)",
      REFUSED_UPLOAD,
      "jsonb_build_object('reasons', jsonb_agg(distinct e.data->>'reason'))",
    ),
  },
  {
    name: "infected_uploads",
    says: (amount) =>
      amount === 1
        ? "The virus scanner found something in an upload."
        : `The virus scanner found something in ${amount} uploads of one account.`,
    windowSeconds: DAY,
    threshold: 1,
    coolDownSeconds: HOUR,
    ...byUser("count(*)", is("file.infected")),
  },
  {
    name: "password_guessing",
    says: (amount) => `Somebody gave a wrong password for one account ${amount} times within an hour.`,
    windowSeconds: HOUR,
    threshold: 8,
    coolDownSeconds: DAY,
    ...byAccount(FIRST_STEP),
  },
  {
    name: "code_guessing",
    says: (amount) =>
      `Somebody who knows an account's password gave ${amount} wrong codes for it within an hour.`,
    windowSeconds: HOUR,
    threshold: 5,
    coolDownSeconds: DAY,
    ...byAccount(SECOND_STEP),
  },
  {
    name: "password_spraying",
    says: (amount) => `One network tried passwords of ${amount} accounts within an hour.`,
    windowSeconds: HOUR,
    threshold: 10,
    coolDownSeconds: DAY,
    finds: `select 'network:' || e.address as about, null::uuid as user_id, count(distinct e.data->>'account')::int as amount,
        jsonb_build_object('network', e.address) as detail
      from events e where e.at > $1 and ${is("session.refused")} and e.address is not null
      group by e.address having count(distinct e.data->>'account') >= $2`,
    counted: (id) => sql`${sql.raw(is("session.refused"))} and e.address = ${id}`,
  },
];
