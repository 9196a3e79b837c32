import { join } from "node:path";
import { InvalidKey } from "./port.ts";

const PRIVATE_KEY = /^[a-z0-9][a-z0-9-]{7,127}$/;
const PUBLIC_KEY = /^(?=.{1,200}$)[a-z0-9][a-z0-9-]*(?:\/[a-z0-9][a-z0-9-]*)*(?:\.[a-z0-9]{1,8})?$/;

export type Area = { root: string; incoming: string };

/** The path of a private object: `private/ab/cd/<key>`, so that no directory grows large. Throws {@link InvalidKey}. */
export function privatePath(area: Area, key: string): string {
  if (!isPrivateKey(key)) throw new InvalidKey("not a private storage key");
  return join(area.root, "private", key.slice(0, 2), key.slice(2, 4), key);
}

export function isPrivateKey(key: string): boolean {
  return PRIVATE_KEY.test(key);
}

/** The path of a public object: `public/<key>`. Throws {@link InvalidKey}. */
export function publicPath(area: Area, key: string): string {
  if (!PUBLIC_KEY.test(key)) throw new InvalidKey("not a public storage key");
  return join(area.root, "public", key);
}
