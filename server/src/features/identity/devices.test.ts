import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PASSWORD } from "../../test/actors.ts";
import { startTestServer, type TestServer } from "../../test/harness.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const SAFARI =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1";

describe("a sign-in", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const signIn = async (email: string, cookie = "", agent = FIREFOX) => {
    const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": agent, cookie },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    expect(answer.status).toBe(200);
    return answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
  };
  const mailsTo = (address: string, kind: string) =>
    server.deps.db
      .selectFrom("mails")
      .select(["subject", "text_body", "user_id"])
      .where("to_address", "=", address)
      .where("kind", "=", kind)
      .execute();

  it("from a browser that is new to the account is told of; the first and known ones are not", async () => {
    const ann = await server.signUp("ann");
    expect(await mailsTo(ann.email, "new_sign_in")).toEqual([]);
    await signIn(ann.email, ann.cookie);
    expect(await mailsTo(ann.email, "new_sign_in")).toEqual([]);

    const phone = await signIn(ann.email, "", SAFARI);
    const [mail, ...others] = await mailsTo(ann.email, "new_sign_in");
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: "New sign-in to your account", user_id: ann.userId });
    expect(mail!.text_body).toContain("Device: Safari on iPhone");
    expect(mail!.text_body).toContain("Network: 127.0.0.0");
    expect(mail!.text_body).toContain("/forgot-password");
    await signIn(ann.email, phone, SAFARI);
    expect(await mailsTo(ann.email, "new_sign_in")).toHaveLength(1);
  });

  it("knows a browser for each account apart", async () => {
    const bea = await server.signUp("bea");
    const cy = await server.signUp("cy");
    await signIn(cy.email, bea.cookie);
    expect(await mailsTo(cy.email, "new_sign_in")).toHaveLength(1);
  });

  it("of a program that keeps no cookies is told of once a day for each network", async () => {
    const dan = await server.signUp("dan");
    for (let n = 0; n < 3; n++) await signIn(dan.email);
    expect(await mailsTo(dan.email, "new_sign_in")).toHaveLength(1);
    server.clock.advance(86_400_000);
    await signIn(dan.email);
    expect(await mailsTo(dan.email, "new_sign_in")).toHaveLength(2);
    server.clock.advance(-86_400_000);
  });

  it("gives the browser a cookie that no script reads, and keeps only its hash", async () => {
    const eva = await server.signUp("eva");
    const cookies = await signIn(eva.email);
    const token = /vaulture\.device=([\w-]{43})/.exec(cookies)![1]!;
    const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: eva.email, password: PASSWORD }),
    });
    const line = answer.headers.getSetCookie().find((cookie) => cookie.includes("vaulture.device"))!;
    expect(line).toMatch(/Path=\/api\/auth; HttpOnly; SameSite=Lax$/);
    const { rows } = await server.deps.pool.query("select * from devices");
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("is followed by a mail when the password is changed", async () => {
    const fay = await server.signUp("fay");
    await fay.json("POST", "/api/auth/change-password", {
      currentPassword: PASSWORD,
      newPassword: "a changed password",
    });
    expect(await mailsTo(fay.email, "password_changed")).toHaveLength(1);
  });
});
