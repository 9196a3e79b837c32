import { createHash, createHmac } from "node:crypto";

/** An address for the raw Node server. `number` makes it one of many. */
export function rawPath(secret: string, name: string, number = 0): string {
  const path = `${name}?e=${soon() + number}`;
  return `${path}&s=${createHmac("sha256", secret).update(path).digest("base64url")}`;
}

/** An address for nginx, in the form its `secure_link` module asks for (ngx_http_secure_link_module). */
export function securePath(secret: string, name: string): string {
  const expires = soon();
  const md5 = createHash("md5").update(`${expires}${name} ${secret}`).digest("base64url");
  return `${name}?md5=${md5}&expires=${expires}`;
}

function soon(): number {
  return Math.floor(Date.now() / 1000) + 3600;
}
