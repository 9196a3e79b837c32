import type { NewLimits, Product } from "@vaulture/sdk";

/** The access settings as they stand in the form: numbers are texts, empty is no limit. */
export interface LimitsDraft {
  rule: "all" | "allow" | "block";
  codes: string[];
  downloads: string;
  devices: string;
}

export type LimitErrors = Partial<Record<"countries" | "downloads" | "devices", string>>;

const MOST_DOWNLOADS = 1000;
const MOST_DEVICES = 100;

/** What is saved, as a form shows it. A limit that is the creator's is not the product's own. */
export function toDraft({ countries, downloads, devices, devicesOf }: Product["limits"]): LimitsDraft {
  return {
    rule: countries?.rule ?? "all",
    codes: countries?.codes ?? [],
    downloads: downloads?.toString() ?? "",
    devices: devicesOf === "product" && devices !== null ? devices.toString() : "",
  };
}

/** What is wrong with it, for each field in words. */
export function wrongLimits({ rule, codes, downloads, devices }: LimitsDraft): LimitErrors {
  const wrong: LimitErrors = {};
  if (rule !== "all" && codes.length === 0) wrong.countries = "Name one country at least.";
  if (!isCount(downloads, MOST_DOWNLOADS))
    wrong.downloads = `Enter 1 to ${MOST_DOWNLOADS}, or leave it empty.`;
  if (!isCount(devices, MOST_DEVICES)) wrong.devices = `Enter 1 to ${MOST_DEVICES}, or leave it empty.`;
  return wrong;
}

/** What the API takes of a draft with nothing wrong. */
export function toLimits({ rule, codes, downloads, devices }: LimitsDraft): NewLimits {
  return {
    countries: rule === "all" ? null : { rule, codes: [...codes].sort() as Codes },
    downloads: toCount(downloads),
    devices: toCount(devices),
  };
}

/** The limits that buyers would have; what is wrong in the draft counts as not there. */
export function limitsAhead(
  draft: LimitsDraft,
  creatorDevices: number | null,
): Pick<Product["limits"], "countries" | "downloads" | "devices" | "devicesOf"> {
  const wrong = wrongLimits(draft);
  const { countries, downloads, devices } = toLimits({
    rule: wrong.countries ? "all" : draft.rule,
    codes: draft.codes,
    downloads: wrong.downloads ? "" : draft.downloads,
    devices: wrong.devices ? "" : draft.devices,
  });
  return {
    countries,
    downloads,
    devices: devices ?? creatorDevices,
    devicesOf: devices !== null ? "product" : creatorDevices !== null ? "creator" : null,
  };
}

/** Whether two drafts say the same. Countries that a rule does not use do not count. */
export function sameLimits(one: LimitsDraft, other: LimitsDraft): boolean {
  const key = ({ rule, codes, downloads, devices }: LimitsDraft) =>
    JSON.stringify([rule, rule === "all" ? [] : [...codes].sort(), downloads.trim(), devices.trim()]);
  return key(one) === key(other);
}

type Codes = NonNullable<NewLimits["countries"]>["codes"];

function isCount(text: string, most: number): boolean {
  const typed = text.trim();
  return typed === "" || (/^\d{1,6}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= most);
}

function toCount(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}
