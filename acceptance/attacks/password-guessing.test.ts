import { describe, expect, it } from "vitest";
import { PASSWORD, signUp, visitor } from "../world/people.ts";

/** From another network each time, as whoever controls many addresses, or claims to. */
const from = (n: number) => `198.18.${n % 256}.${1 + (n >> 8)}`;
const guess = (email: string, n: number, forwarded = from(n), password = `guess number ${n}`) =>
  visitor().fetch("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": forwarded },
    body: JSON.stringify({ email, password }),
  });
const atOnce = (count: number, ask: (n: number) => Promise<Response>) =>
  Promise.all(Array.from({ length: count }, (_, n) => ask(n)));
const limited = (answers: Response[]) => answers.filter(({ status }) => status === 429);

describe("somebody guesses a password (A24)", () => {
  it("from one network, many at once, in every spelling of the address", async () => {
    const victim = await signUp("Kai Spelled");
    const spellings = [
      victim.email,
      victim.email.toUpperCase(),
      ` ${victim.email}`,
      `${victim.email}\t`,
      // A full-width letter, the Kelvin sign and a full-width at sign fold to the same address.
      victim.email.replace("k", "\uff4b"),
      victim.email.replace("k", "\u212a"),
      victim.email.replace("@", "\uff20"),
    ];
    const answers = await atOnce(42, (n) => guess(spellings[n % spellings.length]!, n, "198.19.1.1"));
    expect(limited(answers)).toHaveLength(42 - 15);
    expect(Number(limited(answers)[0]!.headers.get("retry-after"))).toBeGreaterThan(0);
    const right = await guess(victim.email, 0, "198.19.1.1", PASSWORD);
    expect(right.status).toBe(429);
    // The person themselves, elsewhere, is not locked out.
    expect((await guess(victim.email, 0, "198.19.2.1", PASSWORD)).status).toBe(200);
  });

  it("from a new address each time", async () => {
    const victim = await signUp("Ros Rotated");
    const answers = await atOnce(130, (n) => guess(victim.email, n));
    expect(limited(answers)).toHaveLength(130 - 100);
    expect((await guess(victim.email, 999, from(999), PASSWORD)).status).toBe(429);
  });

  it("with addresses that are made up in front of the real one", async () => {
    const victim = await signUp("Max Madeup");
    const answers = await atOnce(30, (n) => guess(victim.email, n, `${from(n)}, 198.19.3.1`));
    expect(limited(answers)).toHaveLength(30 - 15);
  });

  it("within one network of the newer kind, where each has countless addresses", async () => {
    const victim = await signUp("Six Address");
    const answers = await atOnce(30, (n) => guess(victim.email, n, `2001:db8:1:2:${n.toString(16)}::1`));
    expect(limited(answers)).toHaveLength(30 - 15);
  });

  it("by the plain form", async () => {
    const victim = await signUp("Fay Form");
    const send = (n: number) =>
      visitor().fetch("/api/auth/sign-in/form", {
        method: "POST",
        headers: { "x-forwarded-for": "198.19.4.1" },
        body: new URLSearchParams({ email: victim.email, password: `guess number ${n}`, next: "/" }),
      });
    const answers = await atOnce(30, send);
    const told = answers.map((answer) => answer.headers.get("location") ?? "");
    expect(told.filter((path) => path.endsWith("problem=rate_limited"))).toHaveLength(30 - 15);
  });
});
