import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressBlock, clientAddress, parseTrustedProxies, truncateAddress } from "./client-address.ts";

const none = parseTrustedProxies("");
const local = parseTrustedProxies("loopback");
const proxies = parseTrustedProxies("loopback, 10.0.0.0/8, 203.0.113.7, 2001:db8:ffff::/48");

describe("clientAddress (A41)", () => {
  it("believes only the socket when nobody is trusted", () => {
    expect(clientAddress("127.0.0.1", "1.2.3.4", local)).toBe("1.2.3.4");
    expect(clientAddress("127.0.0.1", "1.2.3.4", none)).toBe("127.0.0.1");
    expect(clientAddress("198.51.100.9", "1.2.3.4", proxies)).toBe("198.51.100.9");
    expect(clientAddress("198.51.100.9", ["1.2.3.4", "127.0.0.1"], proxies)).toBe("198.51.100.9");
  });

  it.each([
    ["1.2.3.4", "1.2.3.4"],
    ["9.9.9.9, 1.2.3.4", "1.2.3.4"],
    ["127.0.0.1, 1.2.3.4", "1.2.3.4"],
    ["9.9.9.9, 1.2.3.4, 10.1.2.3", "1.2.3.4"],
    ["9.9.9.9,1.2.3.4,203.0.113.7,10.1.2.3", "1.2.3.4"],
    ["9.9.9.9, 203.0.113.8, 10.1.2.3", "203.0.113.8"],
    ["1.2.3.4, 2001:db8:ffff:1::5", "1.2.3.4"],
    ["1.2.3.4, ::ffff:10.0.0.1", "1.2.3.4"],
    ["1.2.3.4, ::ffff:a00:1", "1.2.3.4"],
    ["::ffff:1.2.3.4", "1.2.3.4"],
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["1.2.3.4:5678", "1.2.3.4"],
    ["[2001:db8::1]:5678", "2001:db8::1"],
    ["[2001:db8::1]", "2001:db8::1"],
    ["fe80::1%eth0", "fe80::1"],
    ["\t1.2.3.4 ", "1.2.3.4"],
    ["10.0.0.5, 10.0.0.6", "10.0.0.5"],
    ["", "127.0.0.1"],
    ["unknown", "127.0.0.1"],
    ["1.2.3.4, unknown", "127.0.0.1"],
    ["1.2.3.4, ", "127.0.0.1"],
    ["1.2.3.4, garbage, 10.1.2.3", "10.1.2.3"],
    ["1.2.3.4, 10.1.2.03", "127.0.0.1"],
    ["1.2.3.4, 1.2.3.400", "127.0.0.1"],
    ["1.2.3.4, 0x7f.0.0.1", "127.0.0.1"],
    ["1.2.3.4, 2130706433", "127.0.0.1"],
    ['1.2.3.4, "10.0.0.1"', "127.0.0.1"],
    ["1.2.3.4\n", "1.2.3.4"],
  ])("reads %j behind trusted proxies", (header, expected) => {
    expect(clientAddress("127.0.0.1", header, proxies)).toBe(expected);
  });

  it("joins repeated headers in their order", () => {
    expect(clientAddress("127.0.0.1", ["9.9.9.9", "1.2.3.4, 10.1.2.3"], proxies)).toBe("1.2.3.4");
    expect(clientAddress("127.0.0.1", ["1.2.3.4", "8.8.8.8"], proxies)).toBe("8.8.8.8");
    expect(clientAddress("127.0.0.1", [], proxies)).toBe("127.0.0.1");
    expect(clientAddress("127.0.0.1", undefined, proxies)).toBe("127.0.0.1");
  });

  it("knows a trusted peer in any spelling", () => {
    expect(clientAddress("::ffff:127.0.0.1", "1.2.3.4", local)).toBe("1.2.3.4");
    expect(clientAddress("::1", "1.2.3.4", local)).toBe("1.2.3.4");
    expect(clientAddress("0:0:0:0:0:0:0:1", "1.2.3.4", local)).toBe("1.2.3.4");
    expect(clientAddress("::ffff:198.51.100.9", undefined, local)).toBe("198.51.100.9");
  });

  it("does not trust what is not an address", () => {
    expect(clientAddress("", "1.2.3.4", proxies)).toBe("");
    expect(clientAddress("/run/app.sock", "1.2.3.4", proxies)).toBe("/run/app.sock");
  });

  it("ignores whatever the client prepends", () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6());
    const prepended = fc.array(fc.oneof(address, fc.string(), fc.constantFrom("127.0.0.1", "10.0.0.1", ",")));
    fc.assert(
      fc.property(
        prepended,
        fc.ipV4(),
        fc.array(fc.constantFrom("10.0.0.9", "203.0.113.7", "::1")),
        (lies, real, hops) => {
          fc.pre(!/^(10|127)\.|^203\.0\.113\.7$/.test(real));
          expect(clientAddress("127.0.0.1", [...lies, real, ...hops].join(", "), proxies)).toBe(real);
        },
      ),
    );
  });
});

describe("parseTrustedProxies", () => {
  const trusts = (text: string, peer: string) =>
    clientAddress(peer, "1.2.3.4", parseTrustedProxies(text)) === "1.2.3.4";

  it.each([
    ["loopback", "127.8.9.1"],
    ["LOOPBACK", "::1"],
    ["private", "192.168.1.1"],
    ["private", "172.31.0.1"],
    ["private", "fd12::1"],
    ["private", "127.0.0.1"],
    ["192.0.2.1", "192.0.2.1"],
    ["192.0.2.1/32", "192.0.2.1"],
    ["192.0.2.77/24", "192.0.2.1"],
    ["2001:db8::/32", "2001:db8:1::1"],
    ["2001:DB8::1", "2001:db8:0::1"],
    ["::ffff:192.0.2.0/120", "192.0.2.9"],
    ["::ffff:192.0.2.9", "192.0.2.9"],
    [" 192.0.2.1 ,loopback", "127.0.0.1"],
  ])("%j trusts %s", (text, peer) => {
    expect(trusts(text, peer)).toBe(true);
  });

  it.each([
    ["", "127.0.0.1"],
    ["  ", "127.0.0.1"],
    ["loopback", "128.0.0.1"],
    ["loopback", "::2"],
    ["private", "172.32.0.1"],
    ["192.0.2.1", "192.0.2.2"],
    ["192.0.2.0/25", "192.0.2.128"],
    ["::ffff:192.0.2.0/120", "192.0.3.9"],
    ["2001:db8::/32", "2001:db9::1"],
  ])("%j does not trust %s", (text, peer) => {
    expect(trusts(text, peer)).toBe(false);
  });

  it.each([
    "localhost",
    "example.com",
    "1.2.3",
    "1.2.3.4/33",
    "1.2.3.4/0",
    "0.0.0.0/0",
    "::/0",
    "::/129",
    "1.2.3.4/-1",
    "1.2.3.4/8/8",
    "1.2.3.4/",
    "/8",
    "1.2.3.4/a",
    "::ffff:1.2.3.4/90",
    "fe80::1%eth0",
    "loopback,",
    ",loopback",
    "loopback,,private",
    "1.2.3.4 5.6.7.8",
    "true",
    "*",
    "__proto__",
    "constructor",
  ])("refuses %j with a reason", (text) => {
    expect(() => parseTrustedProxies(text)).toThrow(/^"/);
  });
});

describe("networks", () => {
  it.each([
    ["203.0.113.77", "203.0.113.0/24", "203.0.113.77/32"],
    ["::ffff:203.0.113.77", "203.0.113.0/24", "203.0.113.77/32"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001::6", "2001:db8:1::/48", "2001:db8:1::/64"],
    ["2001:db8::6", "2001:db8::/48", "2001:db8::/64"],
    ["::1", "::/48", "::/64"],
    ["fe80::1%eth0", "fe80::/48", "fe80::/64"],
    ["", "unknown", "unknown"],
    ["nonsense", "unknown", "unknown"],
  ])("of %j are %s and %s", (ip, truncated, block) => {
    expect(truncateAddress(ip)).toBe(truncated);
    expect(addressBlock(ip)).toBe(block);
  });

  it("are the same for every spelling and every neighbour", () => {
    const groups = (count: number) =>
      fc.array(fc.integer({ min: 1, max: 0xffff }), { minLength: count, maxLength: count });
    fc.assert(
      fc.property(groups(4), groups(4), groups(4), (network, mine, other) => {
        const long = [...network, ...mine].map((part) => part.toString(16).padStart(4, "0").toUpperCase());
        const neighbour = [...network, ...other].map((part) => part.toString(16));
        const block = `${neighbour.slice(0, 4).join(":")}::/64`;
        expect(addressBlock(long.join(":"))).toBe(block);
        expect(addressBlock(neighbour.join(":"))).toBe(block);
        expect(truncateAddress(long.join(":"))).toBe(`${neighbour.slice(0, 3).join(":")}::/48`);
      }),
    );
  });
});
