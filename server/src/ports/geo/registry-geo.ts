import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type CountryResponse, Reader } from "mmdb-lib";
import type { GeoPort } from "./port.ts";

type Entry = { country_code?: string };

/**
 * Countries from the registries of addresses, bundled (CC0, https://github.com/sapics/ip-location-db) and held in memory: nobody
 * else learns who asked, and it costs microseconds.
 */
export async function registryGeo(): Promise<GeoPort> {
  // The file for both kinds of address: the one for IPv4 alone misreads IPv6.
  const path = createRequire(import.meta.url).resolve(
    "@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb",
  );
  const reader = new Reader<CountryResponse>(await readFile(path));
  return {
    countryOf(address) {
      if (address === null) return null;
      try {
        const entry = reader.get(address.replace(/\/.*$|^::ffff:(?=\d+\.)/gi, "")) as Entry | null;
        const code = entry?.country_code;
        return code && /^[A-Z]{2}$/.test(code) ? code : null;
      } catch {
        // Not an address at all.
        return null;
      }
    },
  };
}
