import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { sessionCookie } from "../server/src/features/identity/session-cookie.ts";
import { sealTicket, sealViewTicket, signingKeysFrom } from "../server/src/lib/signing.ts";
import type { Installation } from "./installation.ts";
import { buyerOf, idOf, productOf, sessionTokenOf, type World } from "./world.ts";

type Parts = Pick<Installation, "config" | "secrets" | "pool">;

/** The `Cookie` header of a session of the world. */
export function cookieOf({ secrets }: Pick<Parts, "secrets">, session: number): string {
  const cookie = sessionCookie({ secret: secrets.authSecret, secure: false, maxAgeSeconds: 86_400 });
  return cookie.write(sessionTokenOf(session)).split(";")[0]!;
}

/** Makes access tokens as the installation itself does, with a key pair of its own that the installation knows (RFC 8037). */
export async function tokenMaker({ config, pool }: Parts): Promise<(buyer: number) => string> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const kid = randomUUID();
  await pool.query("insert into signing_keys (id, public_key, private_key) values ($1, $2, '')", [
    kid,
    JSON.stringify(publicKey.export({ format: "jwk" })),
  ]);
  const issuedAt = Math.floor(Date.now() / 1000);
  return (buyer) => {
    const claims = {
      sub: idOf("buyer", buyer),
      sid: idOf("session", buyer),
      is_creator: false,
      scope: "access_token",
      iss: config.BASE_URL,
      aud: config.BASE_URL,
      iat: issuedAt,
      exp: issuedAt + 1800,
    };
    const text = `${encode({ alg: "EdDSA", kid })}.${encode(claims)}`;
    return `${text}.${sign(null, Buffer.from(text), privateKey).toString("base64url")}`;
  };
}

/** Path of the lease with this number. */
export function leasePathOf({ secrets }: Pick<Parts, "secrets">, world: World, lease: number): string {
  return `/api/v1/downloads/${leaseTicketOf({ secrets }, world, lease)}`;
}

export function leaseTicketOf({ secrets }: Pick<Parts, "secrets">, world: World, lease: number): string {
  return sealTicket(signingKeysFrom(secrets.ticketSecrets, "download-ticket"), {
    downloadId: idOf("download", lease),
    viewerId: idOf("buyer", buyerOf(world, lease)),
    expiresAt: Math.floor(Date.now() / 1000) + 30,
  });
}

/** Path that shows a buyer the file of the purchase with this number. */
export function viewPathOf({ secrets }: Pick<Parts, "secrets">, world: World, purchase: number): string {
  const ticket = sealViewTicket(signingKeysFrom(secrets.ticketSecrets, "view-ticket"), {
    viewId: idOf("download", purchase),
    viewerId: idOf("buyer", buyerOf(world, purchase)),
    fileId: idOf("file", productOf(world, purchase)),
    variant: 0,
    expiresAt: Math.floor(Date.now() / 1000) + 3600,
  });
  return `/api/v1/views/${ticket}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
