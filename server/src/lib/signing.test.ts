import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openTicket, type SigningKeys, sealTicket, signingKeysFrom, type Ticket } from "./signing.ts";

const oldSecret = "an old secret of forty characters, really";
const newSecret = "a new secret of forty characters, really!";
const keys = signingKeysFrom([newSecret], "download");

const tickets: fc.Arbitrary<Ticket> = fc.record({
  downloadId: fc.uuid(),
  viewerId: fc.uuid(),
  expiresAt: fc.nat({ max: 2 ** 31 - 1 }).map((seconds) => seconds * 2),
});
const ticket: Ticket = {
  downloadId: "01890a5d-ac96-774b-bcce-b302099a8057",
  viewerId: "01890a5d-ac96-774b-bcce-b302099a8058",
  expiresAt: 1_800_000_000,
};
const sealed = sealTicket(keys, ticket);
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

describe("tickets", () => {
  it("round trip", () => {
    fc.assert(
      fc.property(tickets, (any) => {
        const text = sealTicket(keys, any);
        expect(text).toMatch(/^[A-Za-z0-9_-]{96}$/);
        expect(openTicket(keys, text)).toEqual(any);
      }),
    );
  });

  it("carry the whole range of the expiry", () => {
    for (const expiresAt of [0, 1, 2 ** 32, 2 ** 48 - 1]) {
      expect(openTicket(keys, sealTicket(keys, { ...ticket, expiresAt }))?.expiresAt).toBe(expiresAt);
    }
  });

  it("are refused after any one-bit change", () => {
    expect(openTicket(keys, sealed)).toEqual(ticket);
    const bytes = Buffer.from(sealed, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(openTicket(keys, changed.toString("base64url"))).toBeNull();
    }
  });

  it("are refused after any one-character change", () => {
    fc.assert(
      fc.property(
        tickets,
        fc.nat(95),
        fc.constantFrom(...ALPHABET, "=", "+", "/", " ", "."),
        (any, at, char) => {
          const text = sealTicket(keys, any);
          fc.pre(text[at] !== char);
          expect(openTicket(keys, text.slice(0, at) + char + text.slice(at + 1))).toBeNull();
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("have one spelling", () => {
    const standard = sealTicket(keys, { ...ticket, downloadId: "fbefbefb-efbe-4bef-befb-efbefbefbefb" });
    expect(openTicket(keys, standard)).not.toBeNull();
    expect(standard).toMatch(/[-_]/);
    const others = [
      standard.replaceAll("-", "+").replaceAll("_", "/"),
      `${standard}=`,
      `${standard}==`,
      ` ${standard}`,
      `${standard}\n`,
      `${standard.slice(0, 50)}\n${standard.slice(50)}`,
      `${standard}A`,
      `${standard}AAAA`,
      standard.slice(0, -1),
      standard.slice(0, -4),
      `${standard}\0`,
      "",
    ];
    for (const text of others) expect(openTicket(keys, text)).toBeNull();
  });

  it("are refused when made up", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.uint8Array({ minLength: 72, maxLength: 72 })), (made) => {
        const text = typeof made === "string" ? made : Buffer.from(made).toString("base64url");
        expect(openTicket(keys, text)).toBeNull();
      }),
    );
  });

  it("are refused under another version even when the signature is right", () => {
    const signed = (version: number) => {
      const bytes = Buffer.from(sealed, "base64url");
      bytes[0] = version;
      createHmac("sha256", keys.current.key).update(bytes.subarray(0, 40)).digest().copy(bytes, 40);
      return bytes.toString("base64url");
    };
    expect(openTicket(keys, signed(1))).toEqual(ticket);
    expect(openTicket(keys, signed(0))).toBeNull();
    expect(openTicket(keys, signed(2))).toBeNull();
  });

  it("cannot be made from anything but canonical ids and whole seconds", () => {
    for (const id of [
      "",
      "x",
      ticket.viewerId.toUpperCase(),
      `${ticket.viewerId}0`,
      ticket.viewerId.replaceAll("-", ""),
    ]) {
      expect(() => sealTicket(keys, { ...ticket, viewerId: id })).toThrow(TypeError);
      expect(() => sealTicket(keys, { ...ticket, downloadId: id })).toThrow(TypeError);
    }
    for (const expiresAt of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 48]) {
      expect(() => sealTicket(keys, { ...ticket, expiresAt })).toThrow(TypeError);
    }
  });
});

describe("keys", () => {
  it("of another secret or another purpose open nothing", () => {
    expect(openTicket(keys, sealed)).toEqual(ticket);
    const sameId = (other: SigningKeys): SigningKeys => ({
      current: { id: keys.current.id, key: other.current.key },
      previous: [],
    });
    const stranger = signingKeysFrom([oldSecret], "download");
    const upload = signingKeysFrom([newSecret], "upload");
    expect(openTicket(stranger, sealed)).toBeNull();
    expect(openTicket(sameId(stranger), sealed)).toBeNull();
    expect(openTicket(upload, sealed)).toBeNull();
    expect(openTicket(sameId(upload), sealed)).toBeNull();
  });

  it("rotate: the old key opens until it is dropped, the new one signs", () => {
    const before = signingKeysFrom([oldSecret], "download");
    const during = signingKeysFrom([newSecret, oldSecret], "download");
    const after = signingKeysFrom([newSecret], "download");
    const old = sealTicket(before, ticket);
    expect(openTicket(during, old)).toEqual(ticket);
    expect(openTicket(after, old)).toBeNull();
    const fresh = sealTicket(during, ticket);
    expect(openTicket(after, fresh)).toEqual(ticket);
    expect(openTicket(before, fresh)).toBeNull();
  });

  it("keep their id wherever the secret stands and across restarts", () => {
    const [first, second] = [
      signingKeysFrom([oldSecret, newSecret], "download"),
      signingKeysFrom([newSecret, oldSecret, newSecret], "download"),
    ];
    expect(first.current.id).toBe(second.previous[0]?.id);
    expect(second.current.id).toBe(first.previous[0]?.id);
    expect(second.previous).toHaveLength(1);
    expect(first.current.id).toBeGreaterThanOrEqual(0);
    expect(first.current.id).toBeLessThanOrEqual(255);
  });

  it("answer only to their own id", () => {
    const { id, key } = keys.current;
    expect(openTicket({ current: { id, key }, previous: [] }, sealed)).toEqual(ticket);
    expect(openTicket({ current: { id: (id + 1) % 256, key }, previous: [] }, sealed)).toBeNull();
  });

  it("work when two secrets fall on one id", () => {
    const stranger = signingKeysFrom([oldSecret], "download").current;
    const clash: SigningKeys = { current: { ...stranger, id: keys.current.id }, previous: [keys.current] };
    expect(openTicket(clash, sealed)).toEqual(ticket);
  });

  it("are not made from nothing or from short secrets", () => {
    expect(signingKeysFrom(["x".repeat(32)], "download").previous).toEqual([]);
    expect(() => signingKeysFrom([], "download")).toThrow("at least one");
    expect(() => signingKeysFrom(["x".repeat(31)], "download")).toThrow("at least 32");
    expect(() => signingKeysFrom([newSecret, ""], "download")).toThrow("at least 32");
  });
});
