import { createHash, createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

/** The code an app shows for `key` (base32) at a time: RFC 6238 with its defaults, written apart from what it tests. */
export function totp(key: string, at = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", fromBase32(key)).update(counter).digest();
  const offset = mac[19]! & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function fromBase32(text: string): Buffer {
  const bits = [...text.toUpperCase().replace(/=+$/, "")]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

type Options = { challenge: string; rp?: { id?: string }; rpId?: string };

/** An authenticator in memory (WebAuthn, ES256, no attestation), which can also behave badly. */
export function authenticator(origin: string) {
  const id = randomBytes(16);
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  let uses = 0;
  const clientData = (type: string, challenge: string, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  return {
    register({ challenge, rp }: Options, { verified = true, from = origin } = {}) {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey(publicKey)]);
      const authData = authenticatorData(rp!.id!, 0x41 | (verified ? 4 : 0), 0, attested);
      return {
        ...credential(id),
        response: {
          clientDataJSON: base64url(clientData("webauthn.create", challenge, from)),
          attestationObject: base64url(attestationObject(authData)),
          transports: ["internal"],
        },
      };
    },
    authenticate({ challenge, rpId }: Options, { verified = true, from = origin } = {}) {
      const authData = authenticatorData(rpId!, 1 | (verified ? 4 : 0), ++uses);
      const data = clientData("webauthn.get", challenge, from);
      const signed = Buffer.concat([authData, createHash("sha256").update(data).digest()]);
      return {
        ...credential(id),
        response: {
          clientDataJSON: base64url(data),
          authenticatorData: base64url(authData),
          signature: base64url(sign("sha256", signed, privateKey)),
        },
      };
    },
  };
}

const base64url = (bytes: Buffer) => bytes.toString("base64url");
const credential = (id: Buffer) => ({
  id: base64url(id),
  rawId: base64url(id),
  type: "public-key",
  clientExtensionResults: {},
});

/** WebAuthn, section 6.1. */
function authenticatorData(rpId: string, flags: number, uses: number, attested = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(37);
  createHash("sha256").update(rpId).digest().copy(head);
  head[32] = flags;
  head.writeUInt32BE(uses, 33);
  return Buffer.concat([head, attested]);
}

/** RFC 9053, section 7.1: {1: 2, 3: -7, -1: 1, -2: x, -3: y} in CBOR. */
function coseKey(publicKey: KeyObject): Buffer {
  const { x, y } = publicKey.export({ format: "jwk" });
  const coordinate = (text: string | undefined) =>
    Buffer.concat([Buffer.from([0x58, 32]), Buffer.from(text!, "base64url")]);
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    coordinate(x),
    Buffer.from([0x22]),
    coordinate(y),
  ]);
}

/** {"fmt": "none", "attStmt": {}, "authData": bytes} in CBOR. */
function attestationObject(authData: Buffer): Buffer {
  const text = (value: string) => Buffer.from([0x60 + value.length, ...Buffer.from(value)]);
  return Buffer.concat([
    Buffer.from([0xa3]),
    ...[text("fmt"), text("none"), text("attStmt"), Buffer.from([0xa0]), text("authData")],
    Buffer.from([0x59, authData.length >> 8, authData.length & 255]),
    authData,
  ]);
}
