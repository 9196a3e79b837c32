import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { decide } from "../../access/decide.ts";
import { type FactRow, factColumns, factJoins, toFacts } from "../../access/facts.ts";
import { seededRandom } from "../../demo/content/seeded-random.ts";
import { newId } from "../../lib/ids.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { stateOf } from "../checkout/purchase-state.ts";

/** How many small worlds are made in a run; each asks every viewer about every file. */
const WORLDS = 10_000;
const AT_ONCE = 1000;
/** From where is asked; null: nobody knows. */
const COUNTRIES = ["DE", "FR", "US", null];

type Order = {
  id: string;
  buyer: string;
  product: string;
  price: number;
  paid: boolean;
  refunds: { amount: number; status: "pending" | "succeeded" | "failed"; endsAccess: boolean | null }[];
  disputes: ("open" | "won" | "lost")[];
  rulings: number;
};
type World = {
  users: { id: string; suspended: boolean }[];
  creators: {
    id: string;
    suspended: boolean;
    members: { user: string; role: "owner" | "editor" | "analyst" }[];
  }[];
  products: {
    id: string;
    creator: string;
    status: "draft" | "published" | "unpublished" | "archived";
    files: string[];
    rule: { kind: "allow" | "block"; countries: string[] } | null;
  }[];
  files: { id: string; creator: string; status: "uploading" | "ready" }[];
  orders: Order[];
};

describe("the decision and the database's own reading of the rules (A27, A58)", () => {
  let server: TestServer;
  let owner: pg.Client;
  beforeAll(async () => {
    server = await startTestServer();
    const { rows } = await server.deps.pool.query<{ name: string }>("select current_database() as name");
    const url = new URL(inject("postgresUrl"));
    url.pathname = `/${rows[0]!.name}`;
    owner = new pg.Client({ connectionString: url.href });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await server.close();
  });

  it(`agree with a plain reading of them in ${WORLDS} random worlds`, { timeout: 300_000 }, async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
    const random = seededRandom(seed);
    let allowed = 0;
    let asked = 0;
    let abroad = 0;
    for (let made = 0; made < WORLDS; made += AT_ONCE) {
      const worlds = Array.from({ length: AT_ONCE }, () => makeWorld(random));
      await store(owner, worlds);
      await owner.query("analyze");
      const questions = worlds.flatMap((world) =>
        world.users.flatMap((user) =>
          world.files.map((file) => ({
            world,
            user: user.id,
            file: file.id,
            country: COUNTRIES[Math.floor(random() * COUNTRIES.length)]!,
          })),
        ),
      );
      const second = await secondWall(server, questions);
      const first = await firstWall(server, questions);
      for (const [index, { world, user, file, country }] of questions.entries()) {
        const expected = plainly(world, user, file, country);
        // A suspended person never gets as far as a decision: their sessions open nothing.
        const suspended = world.users.some(({ id, suspended }) => id === user && suspended);
        if (second[index] !== expected || (!suspended && first[index] !== expected))
          expect({ seed, first: first[index], second: second[index], user, file, country, world }).toEqual({
            expected,
          });
        asked += 1;
        if (expected) allowed += 1;
        else if (plainly(world, user, file, null, true)) abroad += 1;
      }
    }
    // Worlds in which nobody or everybody may have everything would prove nothing.
    expect(allowed / asked).toBeGreaterThan(0.05);
    expect(allowed / asked).toBeLessThan(0.6);
    // So would worlds whose countries decide nothing.
    expect(abroad / asked).toBeGreaterThan(0.02);
  });
});

/** The rules as one would tell them, over the world itself instead of its rows. */
function plainly(
  world: World,
  user: string,
  fileId: string,
  country: string | null,
  anywhere = false,
): boolean {
  const person = world.users.find(({ id }) => id === user)!;
  const file = world.files.find(({ id }) => id === fileId)!;
  const creator = world.creators.find(({ id }) => id === file.creator)!;
  if (person.suspended || file.status !== "ready") return false;
  const role = creator.members.find((member) => member.user === user)?.role;
  if (role === "owner" || role === "editor") return true;
  if (creator.suspended) return false;
  const holding = world.products
    .filter(({ files, rule }) => files.includes(fileId) && (anywhere || isOffered(rule, country)))
    .map(({ id }) => id);
  return world.orders.some(
    (order) => order.buyer === user && holding.includes(order.product) && isOpen(order),
  );
}

/** Where nobody can say where somebody is, they are not in a country that was named. */
function isOffered(rule: World["products"][number]["rule"], country: string | null): boolean {
  if (rule === null) return true;
  const named = rule.countries.some((one) => one === country);
  return rule.kind === "allow" ? named : !named;
}

function isOpen(order: Order): boolean {
  if (!order.paid) return false;
  if (order.disputes.includes("open") || order.disputes.includes("lost")) return false;
  if (order.rulings === 1 || order.rulings === 3) return false;
  let givenBack = 0;
  for (const refund of order.refunds) if (refund.status !== "failed") givenBack += refund.amount;
  for (const refund of order.refunds) {
    if (refund.status === "failed") continue;
    if (refund.endsAccess === true) return false;
    if (refund.endsAccess === null && givenBack >= order.price) return false;
  }
  return true;
}

function makeWorld(random: () => number): World {
  const chance = (probability: number) => random() < probability;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const some = <T>(from: readonly T[], probability: number) => from.filter(() => chance(probability));
  const users = [0, 1].map(() => ({ id: newId(), suspended: chance(0.1) }));
  const creators = [0, 1].map(() => ({
    id: newId(),
    suspended: chance(0.2),
    members: some(users, 0.2).map(({ id }) => ({
      user: id,
      role: pick(["owner", "editor", "analyst"] as const),
    })),
  }));
  const files = [0, 1].map(() => ({
    id: newId(),
    creator: pick(creators).id,
    status: chance(0.9) ? ("ready" as const) : ("uploading" as const),
  }));
  const products = [0, 1].map(() => {
    const creator = pick(creators).id;
    const own = files.filter((file) => file.creator === creator).map(({ id }) => id);
    const status = pick(["draft", "published", "published", "unpublished", "archived"] as const);
    const kind = pick(["allow", "block", null, null] as const);
    const countries = pick([["DE"], ["FR"], ["DE", "FR"], ["US", "DE"]]);
    return {
      id: newId(),
      creator,
      status,
      files: some(own, 0.8),
      rule: kind && { kind, countries },
    };
  });
  const orders = users.flatMap((user) =>
    products.flatMap((product) =>
      Array.from({ length: pick([0, 1, 1, 2]) }, () => makeOrder(random, user.id, product.id)),
    ),
  );
  return { users, creators, products, files, orders };
}

function makeOrder(random: () => number, buyer: string, product: string): Order {
  const chance = (probability: number) => random() < probability;
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const many = <T>(make: () => T): T[] => Array.from({ length: pick([0, 0, 0, 1, 1, 2]) }, make);
  const paid = chance(0.85);
  const price = pick([1, 500, 1900]);
  return {
    id: newId(),
    buyer,
    product,
    price,
    paid,
    refunds: paid
      ? many(() => ({
          amount: Math.max(1, Math.floor(price * pick([0.3, 0.5, 1]))),
          status: pick(["pending", "succeeded", "failed"] as const),
          endsAccess: pick([true, false, null]),
        }))
      : [],
    disputes: paid ? many(() => pick(["open", "won", "lost"] as const)) : [],
    rulings: paid ? pick([0, 0, 0, 0, 1, 2, 3]) : 0,
  };
}

const AT = new Date("2026-01-01T00:00:00Z");

/** As the application would have left them: what it derives of an order's facts comes from its own status machine. */
async function store(owner: pg.Client, worlds: World[]): Promise<void> {
  const all = <T>(of: (world: World) => T[]): T[] => worlds.flatMap(of);
  await insert(
    owner,
    "users",
    all((w) =>
      w.users.map(({ id, suspended }) => ({
        id,
        name: "A person",
        email: `${id}@example.com`,
        suspended_at: suspended ? AT : null,
      })),
    ),
  );
  await insert(
    owner,
    "creators",
    all((w) =>
      w.creators.map(({ id, suspended }) => ({
        id,
        handle: `c_${id.replaceAll("-", "").slice(-27)}`,
        display_name: "A creator",
        storage_quota_bytes: 0,
        suspended_at: suspended ? AT : null,
        created_at: AT,
        updated_at: AT,
      })),
    ),
  );
  await insert(
    owner,
    "creator_members",
    all((w) =>
      w.creators.flatMap(({ id, members }) =>
        members.map(({ user, role }) => ({
          creator_id: id,
          user_id: user,
          role,
          created_at: AT,
        })),
      ),
    ),
  );
  await insert(
    owner,
    "files",
    all((w) =>
      w.files.map(({ id, creator, status }) => ({
        id,
        creator_id: creator,
        name: "a.pdf",
        size_bytes: 1,
        content_type: "application/pdf",
        status,
        created_at: AT,
        ready_at: status === "ready" ? AT : null,
        sha256: status === "ready" ? "0".repeat(64) : null,
      })),
    ),
  );
  await insert(
    owner,
    "file_objects",
    all((w) => w.files.map(({ id }) => ({ file_id: id, storage_key: `key of ${id}` }))),
  );
  await insert(
    owner,
    "products",
    all((w) =>
      w.products.map(({ id, creator, status, rule }) => ({
        id,
        creator_id: creator,
        slug: id,
        title: "A product",
        price_amount: 1900,
        price_currency: "usd",
        status,
        country_rule: rule?.kind ?? null,
        countries: rule?.countries ?? [],
        published_at: AT,
        created_at: AT,
        updated_at: AT,
      })),
    ),
  );
  await insert(
    owner,
    "product_files",
    all((w) =>
      w.products.flatMap(({ id, files }) =>
        files.map((file, position) => ({
          product_id: id,
          file_id: file,
          position,
          added_at: AT,
        })),
      ),
    ),
  );
  await insert(
    owner,
    "purchases",
    all((w) => w.orders.map((order) => purchaseRow(w, order))),
  );
  await insert(
    owner,
    "refunds",
    all((w) =>
      w.orders.flatMap((order) =>
        order.refunds.map((refund) => ({
          id: newId(),
          purchase_id: order.id,
          amount: refund.amount,
          status: refund.status,
          ends_access: refund.endsAccess,
          created_at: AT,
          updated_at: AT,
        })),
      ),
    ),
  );
  await insert(
    owner,
    "disputes",
    all((w) =>
      w.orders.flatMap((order) =>
        order.disputes.map((status) => ({
          id: newId(),
          purchase_id: order.id,
          amount: order.price,
          status,
          created_at: AT,
          updated_at: AT,
        })),
      ),
    ),
  );
  await insert(
    owner,
    "access_rulings",
    all((w) =>
      w.orders.flatMap((order) =>
        Array.from({ length: order.rulings }, (_, n) => ({
          purchase_id: order.id,
          number: n + 1,
          verdict: n % 2 === 0 ? "revoked" : "restored",
          reason: "A reason",
          created_at: AT,
        })),
      ),
    ),
  );
}

function purchaseRow(world: World, order: Order) {
  const state = stateOf({
    price: order.price,
    paid: order.paid,
    failed: !order.paid,
    expired: false,
    refunds: Object.fromEntries(order.refunds.map((refund, n) => [String(n), refund])),
    disputes: Object.fromEntries(
      order.disputes.map((status, n) => [String(n), { amount: order.price, status }]),
    ),
    rulings: order.rulings,
  });
  return {
    id: order.id,
    buyer_id: order.buyer,
    product_id: order.product,
    creator_id: world.products.find(({ id }) => id === order.product)!.creator,
    status: state.status,
    price_amount: order.price,
    price_currency: "usd",
    fee_amount: 0,
    refunded_amount: state.refundedAmount,
    provider: "none",
    access_ended_at: state.accessEnded ? AT : null,
    access_ended_reason: state.accessEnded,
    created_at: AT,
    completed_at: order.paid ? AT : null,
    updated_at: AT,
  };
}

/** Rows as JSON, typed by the table itself. */
async function insert(owner: pg.Client, table: string, rows: Record<string, unknown>[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]!).join(", ");
  await owner.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

type Question = { user: string; file: string; country: string | null };

async function secondWall(server: TestServer, questions: Question[]): Promise<boolean[]> {
  const { rows } = await server.deps.pool.query<{ open: boolean }>(
    `select storage_key_for(viewer, file, country, now()) is not null as open
     from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality asked (viewer, file, country, n) order by n`,
    valuesOf(questions),
  );
  return rows.map(({ open }) => open);
}

/** No session and no moment: nothing here counts devices or downloads. */
const asker = { viewer: "asked.viewer", session: "null", country: "asked.country", at: "null" };

function valuesOf(questions: Question[]) {
  return [
    questions.map(({ user }) => user),
    questions.map(({ file }) => file),
    questions.map(({ country }) => country),
  ];
}

async function firstWall(server: TestServer, questions: Question[]): Promise<boolean[]> {
  const { rows } = await server.deps.pool.query<FactRow & { n: number }>(
    `select asked.n, ${factColumns(asker)}
     from unnest($1::uuid[], $2::uuid[], $3::text[]) with ordinality asked (viewer, file, country, n)
     join files f on f.id = asked.file ${factJoins(asker)} order by n`,
    valuesOf(questions),
  );
  return rows.map((row) => decide(toFacts(row)).allowed);
}
