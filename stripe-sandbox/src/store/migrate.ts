import type { Database } from "./database.ts";

/**
 * Brings the sandbox's schema up to date. Safe to repeat, and safe when several processes start at once:
 * they queue on one advisory lock, and the later ones find nothing left to do.
 */
export async function migrate(database: Database, schema: string): Promise<void> {
  await database.transaction(async (db) => {
    await db.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`stripe-sandbox:${schema}`]);
    // Asked first: whoever may not make schemas may still have been given this one.
    const known = await db.query("select 1 from pg_namespace where nspname = $1", [schema]);
    if (known.length === 0) await db.query("create schema {schema}");
    await db.query(
      "create table if not exists {migrations} (number integer primary key, applied_at timestamptz not null default now())",
    );
    const [row] = await db.query<{ done: number }>(
      "select coalesce(max(number), 0) as done from {migrations}",
    );
    for (const [index, sql] of migrations.entries()) {
      if (index < row!.done) continue;
      await db.query(sql);
      await db.query("insert into {migrations} (number) values ($1)", [index + 1]);
    }
  });
}

/** Append only: a released entry never changes. */
const migrations = [
  `
  -- Every API object, as the API shows it, beside what the API keeps to itself.
  create table {objects} (
    id text primary key,
    type text not null,
    position bigint generated always as identity,
    created bigint not null,
    data jsonb not null,
    internal jsonb not null default '{}'
  );
  create index objects_by_position on {objects} (type, position desc);
  create index objects_by_reference on {objects} using gin (data jsonb_path_ops) where type <> 'event';
  create index events_by_type on {objects} ((data->>'type'), position desc) where type = 'event';

  -- One answer per key; its row lock is what makes a second request with the same key wait.
  create table {idempotency_keys} (
    key text primary key,
    fingerprint text not null,
    status integer,
    body text,
    request_id text,
    created_at timestamptz not null
  );

  create table {deliveries} (
    id text primary key,
    position bigint generated always as identity,
    event_id text not null references {objects} (id),
    endpoint_id text not null references {objects} (id),
    status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
    attempts integer not null default 0,
    due_at timestamptz not null,
    last_attempt_at timestamptz,
    last_answer text
  );
  create index deliveries_due on {deliveries} (due_at) where status = 'pending';
  create index deliveries_by_event on {deliveries} (event_id);

  -- What will happen by itself: a session expires, a refund settles.
  create table {timers} (
    object_id text not null references {objects} (id),
    action text not null,
    due_at timestamptz not null,
    primary key (object_id, action)
  );
  create index timers_due on {timers} (due_at);
  `,
  `
  -- Timers of objects that go by a test clock wait for that clock.
  alter table {timers} add column test_clock text;
  create index timers_by_clock on {timers} (test_clock, due_at) where test_clock is not null;
  `,
  `
  -- The portal's configuration as an account has it that saved it in the dashboard once and changed nothing.
  insert into {objects} (id, type, created, data)
  select 'bpc_1Sandbox000000000', 'billing_portal.configuration', now.unix, jsonb_build_object('created', now.unix, 'updated', now.unix) || '{
    "id": "bpc_1Sandbox000000000",
    "object": "billing_portal.configuration",
    "active": true,
    "application": null,
    "business_profile": { "headline": null, "privacy_policy_url": null, "terms_of_service_url": null },
    "default_return_url": null,
    "features": {
      "customer_update": { "allowed_updates": [], "enabled": false },
      "invoice_history": { "enabled": true },
      "payment_method_update": { "enabled": true, "payment_method_configuration": null },
      "subscription_cancel": {
        "cancellation_reason": { "enabled": false, "feedback_options": null, "options": [] },
        "enabled": true,
        "mode": "at_period_end",
        "proration_behavior": "none"
      },
      "subscription_pause": {
        "duration": { "interval_options": [{ "interval": "month", "interval_count": 1 }], "type": "interval_options" },
        "enabled": false
      },
      "subscription_update": {
        "billing_cycle_anchor": null,
        "default_allowed_updates": [],
        "enabled": false,
        "proration_behavior": "none",
        "schedule_at_period_end": { "conditions": [] },
        "trial_update_behavior": "end_trial"
      }
    },
    "is_default": true,
    "livemode": false,
    "login_page": { "enabled": false, "url": null },
    "metadata": {},
    "name": null
  }'::jsonb
  from (select extract(epoch from now())::bigint as unix) as now;
  `,
];
