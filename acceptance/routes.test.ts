import { randomBytes, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type Audience, ROUTE_AUDIENCES } from "./route-audiences.ts";
import { prove, sql } from "./world/database.ts";
import { baseUrl, isOurs, needsOurs } from "./world/installation.ts";
import { signatureOf } from "./world/payments.ts";
import { type Person, signInAgain, signUp, visitor } from "./world/people.ts";
import { buy, film, MARKER, metadata, openShop, sell, ticket, uploadFile, view } from "./world/shop.ts";

type Document = { paths: Record<string, Record<string, { summary?: string }>> };
type Who = "visitor" | "stranger" | "buyer" | "member" | "creator" | "analyst" | "operator";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const { paths } = (await (await fetch(`${baseUrl}/openapi.json`)).json()) as Document;
const routes = Object.entries(paths).flatMap(([path, methods]) =>
  Object.keys(methods)
    .map((method) => method.toUpperCase())
    .filter((method) => METHODS.includes(method))
    .map((method) => ({ method, path, name: `${method} ${path}` })),
);
const PROVIDER_API = /^\/v1\//;
const PROVIDER_PAGES = /^\/sandbox(\/|$)/;
const ours = routes.filter(({ path }) => !PROVIDER_API.test(path) && !PROVIDER_PAGES.test(path));

describe("every route has its audience", () => {
  it("in the checked-in table, and the table names no route that is gone", () => {
    expect(ours.map(({ name }) => name).filter((name) => !(name in ROUTE_AUDIENCES))).toEqual([]);
    const known = new Set(routes.map(({ name }) => name));
    expect(Object.keys(ROUTE_AUDIENCES).filter((name) => !known.has(name))).toEqual([]);
  });

  it("including those that are not in the document: none answers a visitor with somebody's data", async () => {
    for (const path of [
      "/docs",
      "/docs/json",
      "/api/auth/jwks",
      "/api/auth/ok",
      "/api/auth/get-session",
      "/api/auth/list-sessions",
      "/api/auth/token",
      "/metrics",
      "/api/v1",
      "/api",
      "/.env",
      "/secrets.json",
      "/data/secrets.json",
      "/server/src/main.ts",
      "/package.json",
    ]) {
      const answer = await visitor().fetch(path);
      const text = await answer.text();
      expect(answer.status, path).toBeLessThan(500);
      expect(text, path).not.toMatch(/postgresPassword|"d":"|whsec_|sk_test_|@example\.(org|com)/);
    }
  });
});

describe.skipIf(!isOurs)(`each route is tried by those it is not for (A4, A40)${needsOurs}`, () => {
  let people: Record<Who, Person>;
  let things: Record<string, string>;

  beforeAll(async () => {
    const shop = await openShop();
    const product = await sell(shop, { bytes: film(2000) });
    const [buyer, member, analyst, operator, stranger, victim] = (await Promise.all(
      ["Buyer", "Member", "Analyst", "Operator", "Stranger", "Victim"].map((name) => signUp(`Route ${name}`)),
    )) as [Person, Person, Person, Person, Person, Person];
    const purchaseId = await buy(buyer, product);
    await sql("update users set operator_since = now() where id = $1", [operator.userId]);
    await sql(
      "insert into creator_members (creator_id, user_id, role, created_at) values ($1, $2, 'analyst', now())",
      [shop.creatorId, analyst.userId],
    );
    people = { visitor: visitor(), stranger, buyer, member, creator: shop.owner, analyst, operator };
    const covered = await shop.owner.fetch(`/api/v1/products/${product.productId}/covers`, {
      method: "POST",
      headers: { "content-type": "image/png" },
      body: new Uint8Array(ROUTE_AUDIENCES["POST /api/v1/products/{id}/covers"]!.body as Buffer),
    });
    const { covers } = (await covered.json()) as { covers: { id: string }[] };
    const draft = await shop.owner.json<{ id: string }>("POST", "/api/v1/products", {
      creatorId: shop.creatorId,
      title: "To be deleted",
      price: { amount: 500, currency: "usd" },
    });
    const category = await operator.json<{ id: string }>("POST", "/api/v1/operations/categories", {
      name: `Category ${randomBytes(4).toString("hex")}`,
    });
    const started = async () => {
      const answer = await shop.owner.fetch("/api/v1/uploads", {
        method: "POST",
        headers: {
          "tus-resumable": "1.0.0",
          "upload-length": "3",
          "upload-metadata": metadata({ filename: "x", creatorId: shop.creatorId }),
        },
      });
      return answer.headers.get("location")!.split("/").at(-1)!;
    };
    // Of a kind that no worker takes, so that it stays where it is.
    const [job] = await sql<{ id: number }>("select id from graphile_worker.add_job('route-table', '{}')");
    const [mail] = await sql<{ id: string }>("select id from mails where to_address = $1 limit 1", [
      buyer.email,
    ]);
    const write = async (more: object) =>
      (
        await shop.owner.json<{ id: string }>("POST", "/api/v1/posts", {
          creatorId: shop.creatorId,
          body: MARKER,
          ...more,
        })
      ).id;
    const prices = [{ interval: "month", amount: 500, currency: "usd" }];
    const tier = await shop.owner.json<{ id: string }>("POST", "/api/v1/tiers", {
      creatorId: shop.creatorId,
      name: "Members",
      prices,
    });
    await sql(
      `insert into subscriptions (id, user_id, creator_id, tier_id, interval, price_amount, price_currency, status, paid_until,
         open_until, started_at, created_at, updated_at)
       values ($1, $2, $3, $4, 'month', 500, 'usd', 'active', now() + interval '9 days', now() + interval '9 days', now(), now(), now())`,
      [randomUUID(), member.userId, shop.creatorId, tier.id],
    );
    const membership = await buyer.json<{ subscriptionId: string }>(
      "POST",
      `/api/v1/creators/${shop.handle}/subscribe`,
      { tierId: tier.id, interval: "month" },
    );
    const freePostId = await write({ visibility: "free" });
    await prove(buyer, shop.owner, analyst, stranger);
    const say = async () =>
      (
        await buyer.json<{ id: string }>("POST", `/api/v1/posts/${freePostId}/comments`, {
          body: "Under a free post",
        })
      ).id;
    const [commentId, spareCommentId, hiddenId] = [await say(), await say(), await say()];
    await victim.json("POST", `/api/v1/comments/${spareCommentId}/report`, { reason: "spam" });
    const [report] = await sql<{ id: string }>("select id from reports where reporter_id = $1", [
      victim.userId,
    ]);
    const alertId = randomUUID();
    await sql(
      `insert into alerts (id, rule, about, state, amount, detail, first_at, last_at)
       values ($1, 'many_links', 'user:' || $2, 'open', 200, '{}', now(), now())`,
      [alertId, victim.userId],
    );
    const passkeyId = randomUUID();
    for (const [id, owner] of [
      [passkeyId, buyer],
      [randomUUID(), victim],
    ] as const) {
      await sql(
        `insert into passkeys (id, user_id, name, public_key, credential_id, counter, device_type, backed_up)
         values ($1, $2, 'Table', 'none', $3, 0, 'singleDevice', false)`,
        [id, owner.userId, id],
      );
    }
    things = {
      alertId,
      passkeyId,
      productId: product.productId,
      draftId: draft.id,
      coverId: covers[0]!.id,
      fileId: product.fileId,
      spareFileId: await uploadFile(shop, Buffer.from("spare")),
      uploadId: await started(),
      spareUploadId: await started(),
      purchaseId,
      postId: await write({ visibility: "subscribers" }),
      freePostId,
      commentId,
      spareCommentId,
      hiddenId,
      reportId: report!.id,
      sparePostId: await write({ visibility: "free" }),
      ppvPostId: await write({ visibility: "ppv", price: { amount: 500, currency: "usd" } }),
      tierId: tier.id,
      subscriptionId: membership.subscriptionId,
      creatorId: shop.creatorId,
      victimId: victim.userId,
      sessionId: await otherSessionOf(buyer),
      deviceId: await otherDeviceOf(buyer),
      categoryId: category.id,
      jobId: String(job!.id),
      mailId: mail!.id,
      handle: shop.handle,
      uploadMetadata: metadata({ filename: "new.bin", creatorId: shop.creatorId }),
    };
  });

  const known = ours.filter(({ name }) => name in ROUTE_AUDIENCES);
  const inOrder = [...known].sort((a, b) => rank(a.name) - rank(b.name));

  it.each(inOrder.map(({ name, method, path }) => [name, method, path] as const))(
    "%s",
    async (name, method, path) => {
      const row = ROUTE_AUDIENCES[name]!;
      const refused: [Who, number][] = [
        ["visitor", row.visitor],
        ["stranger", row.stranger],
        ...(row.lowerRole ? [[row.lowerRole.who, row.lowerRole.status] as [Who, number]] : []),
      ];
      for (const [who, status] of refused) {
        const answer = await send(who, method, path, row);
        const text = await textOf(answer);
        expect({ who, status: answer.status }, text.slice(0, 300)).toEqual({ who, status });
        if (status >= 400) expect(text).not.toContain(MARKER);
      }
      const { who, status } = row.allowed;
      const answer = who === "provider" ? await byProvider(path, row) : await send(who, method, path, row);
      expect({ who, status: answer.status }, (await textOf(answer)).slice(0, 300)).toEqual({ who, status });
    },
  );

  async function otherSessionOf(person: Person): Promise<string> {
    await signInAgain(person);
    type Sessions = { items: { id: string; isThis: boolean }[] };
    const { items } = await person.json<Sessions>("GET", "/api/v1/me/sessions");
    return items.find(({ isThis }) => !isThis)!.id;
  }

  async function otherDeviceOf(person: Person): Promise<string> {
    await signInAgain(person);
    type Devices = { items: { id: string; isThis: boolean }[] };
    const { items } = await person.json<Devices>("GET", "/api/v1/me/devices");
    return items.find(({ isThis }) => !isThis)!.id;
  }

  async function send(who: Who, method: string, path: string, row: Audience): Promise<Response> {
    const headers = Object.fromEntries(
      Object.entries(row.headers ?? {}).map(([key, value]) => [key, fill(value)]),
    );
    const body = row.body;
    if (body !== undefined && !Buffer.isBuffer(body)) headers["content-type"] = "application/json";
    if (row.type) headers["content-type"] = row.type;
    return people[who].fetch(await address(method, path), {
      method,
      headers,
      ...(body === undefined
        ? {}
        : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : fill(JSON.stringify(body)) }),
    });
  }

  /** A stream of events has no end to wait for. */
  async function textOf(answer: Response): Promise<string> {
    if (!answer.headers.get("content-type")?.startsWith("text/event-stream")) return answer.text();
    await answer.body?.cancel();
    return "";
  }

  async function byProvider(path: string, row: Audience): Promise<Response> {
    const body = JSON.stringify(row.body);
    return fetch(baseUrl + path, {
      method: "POST",
      headers: { "content-type": "application/json", "stripe-signature": await signatureOf(body) },
      body,
    });
  }

  /** The address with each parameter standing for something that exists and belongs to the creator (or, a ticket, to the buyer). */
  async function address(method: string, path: string): Promise<string> {
    if (path.includes("{ticket}")) {
      const make = path.includes("/views/") ? view : ticket;
      return new URL((await make(people.buyer, things.fileId!)).url).pathname;
    }
    const noun = path.split("/")[path.startsWith("/api/v1/operations/") ? 4 : 3];
    const removes = method === "DELETE";
    const byNoun: Record<string, string | undefined> = {
      products: removes && path.endsWith("/{id}") ? things.draftId : things.productId,
      files: removes ? things.spareFileId : things.fileId,
      me: things.sessionId,
      uploads: removes ? things.spareUploadId : things.uploadId,
      purchases: things.purchaseId,
      posts: removes ? things.sparePostId : things.postId,
      comments: path.endsWith("/remove")
        ? things.spareCommentId
        : path.endsWith("/hide")
          ? things.hiddenId
          : things.commentId,
      reports: things.reportId,
      tiers: things.tierId,
      subscriptions: things.subscriptionId,
      creators: things.creatorId,
      users: things.victimId,
      categories: things.categoryId,
      jobs: things.jobId,
      alerts: things.alertId,
      mails: things.mailId,
      library: things.productId,
    };
    return path
      .replace("/posts/{id}/like", `/posts/${removes ? things.freePostId : things.postId}/like`)
      .replace("{userId}", things.victimId!)
      .replace("/passkeys/{id}", `/passkeys/${things.passkeyId}`)
      .replace("{coverId}", things.coverId!)
      .replace("{fileId}", things.fileId!)
      .replace("{handle}", things.handle!)
      .replace("{slug}", "privacy")
      .replace("/devices/{id}", `/devices/${things.deviceId}`)
      .replace("/sales/{id}", `/sales/${things.purchaseId}`)
      .replace(/\{(id|idOrSlug)\}/, byNoun[noun!] ?? "unknown");
  }

  function fill(text: string): string {
    const fresh = randomBytes(5).toString("hex");
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      if (name === "freshHandle") return `fresh_${fresh}`;
      if (name === "freshName") return `Fresh ${fresh}`;
      return things[name] ?? whole;
    });
  }
});

describe("the built-in payment provider", () => {
  const api = routes.filter(({ path }) => PROVIDER_API.test(path) && !path.includes("*"));

  it.each(api.map(({ method, path, name }) => [name, method, path] as const))(
    "%s opens to its key alone",
    async (_, method, path) => {
      const user = await somebody();
      for (const headers of [
        {},
        { authorization: "Bearer sk_test_guessedguessed" },
        { authorization: `Bearer ${await user.token()}` },
      ]) {
        const answer = await user.fetch(path.replace(/\{\w+\}/g, "x_123"), {
          method,
          headers: headers as HeadersInit,
        });
        expect(answer.status).toBe(401);
        await answer.arrayBuffer();
      }
    },
  );

  let person: Promise<Person> | null = null;
  function somebody(): Promise<Person> {
    person ??= signUp("Key Guesser");
    return person;
  }
});

function rank(name: string): number {
  const row = ROUTE_AUDIENCES[name];
  return row?.last ? 1 + Object.keys(ROUTE_AUDIENCES).indexOf(name) : 0;
}
