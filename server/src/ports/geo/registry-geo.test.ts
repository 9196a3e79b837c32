import { beforeAll, describe, expect, it } from "vitest";
import type { GeoPort } from "./port.ts";
import { registryGeo } from "./registry-geo.ts";

describe("countries of addresses", () => {
  let geo: GeoPort;
  beforeAll(async () => {
    geo = await registryGeo();
  });

  it.each([
    ["193.0.6.139", "NL"],
    ["193.0.6.0/24", "NL"],
    ["200.160.2.3", "BR"],
    ["2001:67c:2e8::1", "NL"],
    ["2001:67c:2e8::/48", "NL"],
    ["::ffff:193.0.6.139", "NL"],
  ])("%s is in %s", (address, country) => {
    expect(geo.countryOf(address)).toBe(country);
  });

  it.each([null, "", "127.0.0.1", "10.0.0.0/24", "::1", "not an address", "999.1.1.1"])(
    "%s is nowhere",
    (address) => {
      expect(geo.countryOf(address)).toBeNull();
    },
  );
});
