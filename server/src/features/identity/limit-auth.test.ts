import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, PASSWORD } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";

/** One of many addresses that share no block. */
const elsewhere = (n: number) => `198.18.${n % 256}.${1 + (n >> 8)}`;

describe("strangers who would shut somebody out of their account (A24)", () => {
  let server: TestServer;
  let victim: Actor;
  let device: string;
  let people = 0;
  beforeAll(async () => {
    server = await startTestServer({ environment: { TRUSTED_PROXIES: "loopback" } });
  });
  afterAll(() => server.close());

  const post = (path: string, body: object, address: string, cookie = "") =>
    server.visitor.fetch(`/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": address, ...(cookie && { cookie }) },
      body: JSON.stringify(body),
    });
  const signIn = (password: string, address: string, cookie = "") =>
    post("/sign-in/email", { email: victim.email, password }, address, cookie);
  const wrong = async (count: number, address: (n: number) => string, cookie = "") => {
    const answers = await Promise.all(
      Array.from({ length: count }, (_, n) => signIn(`guess number ${n}`, address(n), cookie)),
    );
    return answers.filter(({ status }) => status === 429).length;
  };
  const ask = async (address: string, cookie = "") =>
    (await post("/request-password-reset", { email: victim.email }, address, cookie)).status;
  const someone = async () => {
    victim = await server.signUp(`victim ${++people}`);
    device = victim.cookie.split("; ").find((cookie) => cookie.startsWith("vaulture.device="))!;
    server.clock.advance(2 * 3600_000);
  };

  it("by wrong passwords do not shut out a browser that the account knows, nor give it more tries", async () => {
    await someone();
    expect(await wrong(130, elsewhere)).toBe(30);
    // Also with the right password: who has it and is unknown waits like all of them.
    expect((await signIn(PASSWORD, elsewhere(900))).status).toBe(429);
    expect((await signIn(PASSWORD, elsewhere(901), device)).status).toBe(200);
    // That the owner came takes nothing back of what the strangers tried.
    expect((await signIn(PASSWORD, elsewhere(902))).status).toBe(429);
    expect(await wrong(20, elsewhere, device)).toBe(5);
    expect((await signIn(PASSWORD, elsewhere(903), device)).status).toBe(429);
    server.clock.advance(16 * 60_000);
    expect((await signIn(PASSWORD, elsewhere(904))).status).toBe(200);
  });

  it("get no tries by a browser that is known to another account, or made up", async () => {
    await someone();
    const other = await server.signUp("other");
    const foreign = other.cookie.split("; ").find((cookie) => cookie.startsWith("vaulture.device="))!;
    expect((await signIn(PASSWORD, elsewhere(1), device)).status).toBe(200);
    expect(await wrong(100, elsewhere)).toBe(0);
    for (const cookie of [foreign, `vaulture.device=${"A".repeat(43)}`])
      expect((await signIn(PASSWORD, elsewhere(905), cookie)).status).toBe(429);
  });

  it("have 30 tries from all that one customer of the newer kind of network has", async () => {
    await someone();
    const block = (n: number) => `2001:db8:77:${(n % 8).toString(16)}::1`;
    expect(await wrong(10, () => block(0))).toBe(0);
    expect(await wrong(50, block)).toBe(30);
    expect((await signIn(PASSWORD, "2001:db8:77:ff::1")).status).toBe(429);
    expect((await signIn(PASSWORD, "2001:db8:78::1")).status).toBe(200);
  });

  it("do not use up the mails by which its owner finds back", async () => {
    await someone();
    const asked = async (times: number, address: string) => {
      const answers: number[] = [];
      for (let n = 0; n < times; n++) answers.push(await ask(address));
      return answers.filter((status) => status === 429).length;
    };
    expect(await asked(6, "203.0.113.1")).toBe(1);
    expect(await asked(6, "2001:db8:77:1::1")).toBe(1);
    expect(await ask("2001:db8:77:2::1")).toBe(429);
    expect(await ask("198.51.100.1")).toBe(200);
    // All strangers together have 20 an hour, and their mails are bounded with them.
    expect((await asked(5, "203.0.113.2")) + (await asked(5, "203.0.113.3"))).toBe(1);
    expect(await ask("203.0.113.4")).toBe(429);
    expect(await ask("203.0.113.4", device)).toBe(200);
    for (let n = 0; n < 4; n++) expect(await ask("203.0.113.4", device)).toBe(200);
    expect(await ask("203.0.113.4", device)).toBe(429);
  });
});
