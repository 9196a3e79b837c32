import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";

let server: TestServer;
let ann: Actor;

beforeAll(async () => {
  server = await startTestServer();
  ann = await server.signUp("ann");
});
afterAll(() => server.close());

const send = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  server.visitor.fetch("/api/auth/sign-in/form", {
    method: "POST",
    body: new URLSearchParams(fields),
    headers,
  });
const good = (next: string) => send({ email: ann.email, password: ann.password, next });

it("signs in and leads on to the page that was asked for", async () => {
  const answer = await good("/p/guide?x=1");
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/p/guide?x=1"]);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  expect((await ann.fetch("/api/v1/me", { headers: { cookie } })).status).toBe(200);
});

it("leads to pages of ours alone (A47)", async () => {
  for (const next of ["//evil.example", "/\\evil.example", "https://evil.example", "/\n/evil", ""])
    expect((await good(next)).headers.get("location")).toBe("/");
});

it("leads back with the reason, and signs nobody in", async () => {
  const answer = await send({ email: ann.email, password: "not the password", next: "/library" });
  expect(answer.headers.get("location")).toBe("/sign-in?next=%2Flibrary&problem=invalid_email_or_password");
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect((await send({})).headers.get("location")).toMatch(/^\/sign-in\?next=%2F&problem=/);
});

it("counts tries like any other sign-in", async () => {
  const guess = () => send({ email: "bob@example.org", password: "guess guess guess" });
  for (let tries = 0; tries < 15; tries++) await guess();
  expect((await guess()).headers.get("location")).toMatch(/problem=rate_limited$/);
});

it("takes nothing from another site", async () => {
  const fields = { email: ann.email, password: ann.password, next: "/" };
  expect((await send(fields, { origin: "https://evil.example" })).status).toBe(403);
});
