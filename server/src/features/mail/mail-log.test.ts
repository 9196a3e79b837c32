import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";
import { composeMail, eraseMails, queueMail } from "./index.ts";

type Mail = { id: string; state: string; kind: string; text: string | null; hasHtml: boolean };
type Page = { items: Mail[]; nextCursor: string | null; kinds?: string[] };

const TITLE = `<script>alert("x")</script>`;

describe("the mail log", () => {
  let server: TestServer;
  let operator: Actor;
  let ann: Actor;
  let eve: Actor;
  let id: string;

  beforeAll(async () => {
    server = await startTestServer({ worker: true });
    operator = await server.signUpOperator("operator");
    ann = await server.signUp("ann");
    eve = await server.signUp("eve");
    await queueMail(
      server.deps,
      composeMail({
        kind: "receipt",
        to: ann.email,
        subject: `Your receipt for ${TITLE}`,
        paragraphs: [TITLE],
        footer: "None.",
      }),
    );
    await server.settled();
    id = (await log(`kind=receipt`)).items[0]!.id;
  });
  afterAll(() => server.close());

  const log = (query: string, expected = 200) =>
    operator.json<Page>("GET", `/api/v1/operations/mails?${query}`, undefined, expected);
  const resend = (mail: string, expected = 200) =>
    operator.json<{ id: string }>(
      "POST",
      `/api/v1/operations/mails/${mail}/resend`,
      { reason: "Lost" },
      expected,
    );

  it("is searched by address, subject, kind and state", async () => {
    for (const query of [`query=${ann.email}&kind=receipt`, "query=receipt%20for", `query=${id}`])
      expect((await log(query)).items.map((mail) => mail.id)).toEqual([id]);
    expect((await log("state=failed")).items).toEqual([]);
    expect((await log("state=sent&kind=receipt")).items.length).toBe(1);
    expect((await log("limit=1")).kinds).toEqual(["receipt", "verify_email"]);
    await log("cursor=none", 400);
  });

  it("comes page by page, each mail once", async () => {
    const first = await log("limit=2");
    const second = await log(`limit=2&cursor=${first.nextCursor}`);
    expect(new Set([...first.items, ...second.items].map((mail) => mail.id)).size).toBe(4);
  });

  it("shows a mail's HTML where nothing in it can run", async () => {
    const mail = await operator.json<Mail>("GET", `/api/v1/operations/mails/${id}`);
    expect(mail).toMatchObject({ state: "sent", hasHtml: true });
    expect(mail.text).toContain(TITLE);
    const answer = await operator.fetch(`/api/v1/operations/mails/${id}/html`);
    expect(answer.headers.get("content-type")).toMatch(/^text\/html/);
    expect(answer.headers.get("content-security-policy")).toMatch(
      /^sandbox allow-popups.*default-src 'none'/,
    );
    expect(answer.headers.get("content-security-policy")).not.toMatch(/allow-(scripts|same-origin|forms)/);
    expect(answer.headers.get("x-frame-options")).toBe("SAMEORIGIN");
    const html = await answer.text();
    expect(html).not.toContain("<script");
    expect(html).toContain(`<base target="_blank">`);
  });

  it("sends again what was sent, as a new mail, with the reason in the trail", async () => {
    const again = await resend(id);
    expect(again.id).not.toBe(id);
    await server.settled();
    const mail = await operator.json<Mail>("GET", `/api/v1/operations/mails/${again.id}`);
    expect(mail).toMatchObject({ state: "sent", kind: "receipt" });
    const { rows } = await server.deps.pool.query(
      "select actor_id, data from events where type = 'mail.resent' and subject_id = $1",
      [id],
    );
    expect(rows).toEqual([
      { actor_id: operator.userId, data: { kind: "receipt", mail: again.id, reason: "Lost" } },
    ]);
    await resend(ann.userId, 404);
  });

  it("erases what was sent again as well, with whom it names", async () => {
    const gone = await server.signUp("gone");
    await queueMail(server.deps, {
      ...composeMail({
        kind: "comment",
        to: ann.email,
        subject: "gone said something",
        paragraphs: [],
        footer: "",
      }),
      namesUserId: gone.userId,
    });
    await server.settled();
    const [said] = (await log("kind=comment")).items;
    await resend(said!.id);
    await server.settled();
    expect((await log("kind=comment")).items).toHaveLength(2);
    await eraseMails(server.deps.db, gone);
    expect((await log("kind=comment")).items).toEqual([]);
  });

  it("is open to those a mail was sent to, on a test installation", async () => {
    const own = await ann.json<Page>("GET", "/api/v1/mails");
    expect(own.items.map(({ kind }) => kind).toSorted()).toEqual(["receipt", "receipt", "verify_email"]);
    const every = await operator.json<Page>("GET", "/api/v1/mails?limit=60");
    expect(every.items.length).toBe(5);
    await ann.json("GET", `/api/v1/mails/${id}`);
    expect((await ann.fetch(`/api/v1/mails/${id}/html`)).status).toBe(200);
    for (const path of [`/api/v1/mails/${id}`, `/api/v1/mails/${id}/html`]) {
      await eve.json("GET", path, undefined, 404);
      await server.visitor.json("GET", path, undefined, 401);
      await ann.json("GET", path.replace("/mails", "/operations/mails"), undefined, 403);
    }
    await server.visitor.json("GET", "/api/v1/mails", undefined, 401);
  });
});

describe("the mail log where there is a mail server", () => {
  let server: TestServer;
  let operator: Actor;
  let ann: Actor;

  beforeAll(async () => {
    // Nobody listens there: what is sent waits.
    server = await startTestServer({ environment: { SMTP_URL: "smtp://127.0.0.1:1" } });
    operator = await server.signUpOperator("operator");
    ann = await server.signUp("ann");
  });
  afterAll(() => server.close());

  it("is nobody's but the operators', and keeps links that open accounts from them too", async () => {
    for (const who of [ann, operator]) await who.json("GET", "/api/v1/mails", undefined, 404);
    const { items } = await operator.json<Page>("GET", "/api/v1/operations/mails?kind=verify_email");
    const mail = await operator.json<Mail>("GET", `/api/v1/operations/mails/${items[0]!.id}`);
    expect(mail).toMatchObject({ state: "waiting", text: null, hasHtml: false });
    await operator.json("GET", `/api/v1/operations/mails/${mail.id}/html`, undefined, 404);
    await ann.json("GET", `/api/v1/mails/${mail.id}`, undefined, 404);
  });

  it("tries what waits again as it is, and does not send twice what it no longer has", async () => {
    const { items } = await operator.json<Page>("GET", "/api/v1/operations/mails?kind=verify_email");
    const [mail] = items;
    const body = { reason: "The mail server is back" };
    const path = `/api/v1/operations/mails/${mail!.id}/resend`;
    expect(await operator.json("POST", path, body)).toEqual({ id: mail!.id });
    const { rows } = await server.deps.pool.query(
      "select count(*) as jobs from graphile_worker._private_jobs where payload->>'mailId' = $1",
      [mail!.id],
    );
    expect(rows[0].jobs).toBe(1);
    await server.deps.db
      .updateTable("mails")
      .set({ sent_at: server.clock.now(), text_body: "gone", html_body: "" })
      .where("id", "=", mail!.id)
      .execute();
    await operator.json("POST", path, body, 409);
  });
});
