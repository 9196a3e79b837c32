import type { Product } from "@vaulture/sdk";
import { plural } from "./format.ts";

/** Named in full up to here; a longer list is counted. */
const NAMED = 6;

/** What a buyer should know before buying of where and how often it opens, a sentence each; empty where nothing is limited. */
export function limitWords({ limits, creator }: Pick<Product, "limits" | "creator">): {
  country: string | null;
  downloads: string | null;
  devices: string | null;
} {
  const { countries, downloads, devices, devicesOf } = limits;
  return {
    country:
      countries && `${countries.rule === "allow" ? "Sold only in" : "Not sold in"} ${list(countries.codes)}.`,
    downloads: downloads === null ? null : `${plural(downloads, "download")} of each file.`,
    devices:
      devices === null
        ? null
        : `${plural(devices, "device")}${devicesOf === "creator" ? ` for everything by ${creator.displayName}` : ""}.`,
  };
}

function list(codes: string[]): string {
  if (codes.length > NAMED) return plural(codes.length, "country", "countries");
  return new Intl.ListFormat("en", { type: "conjunction" }).format(codes.map(countryName));
}

/** "Germany" of "DE". */
export function countryName(code: string): string {
  return names.of(code) ?? code;
}

const names = new Intl.DisplayNames("en", { type: "region" });
