import { once } from "node:events";
import { connect, type NetConnectOpts, type Socket } from "node:net";
import type { ScannerPort, Verdict } from "./port.ts";

/** A scan of a large archive takes clamd up to two minutes (MaxScanTime); a connection on which nothing moves for longer is dead. */
const SILENCE_MS = 180_000;
/** No reply of clamd's is longer. */
const MOST_REPLY = 4096;

/**
 * clamd over TCP (`host:port`) or a Unix socket (a path), with the command INSTREAM: pieces with their length in front, none larger
 * than they come, and an empty one at the end (clamd(8)). Each scan has a connection of its own.
 */
export function clamdScanner(address: string): ScannerPort {
  const target = targetOf(address);
  return {
    async scan(bytes) {
      return verdictOf(await ask(target, "INSTREAM", bytes));
    },
    async ping() {
      const reply = await ask(target, "PING");
      if (reply !== "PONG") throw new Error(`clamd answered ${JSON.stringify(reply)} to PING`);
    },
  };
}

function targetOf(address: string): NetConnectOpts {
  if (address.startsWith("/")) return { path: address };
  const at = address.lastIndexOf(":");
  return { host: address.slice(0, at).replace(/^\[|\]$/g, ""), port: Number(address.slice(at + 1)) };
}

function verdictOf(reply: string): Verdict {
  if (reply === "stream: OK") return { clean: true };
  const found = /^stream: (.+) FOUND$/.exec(reply)?.[1];
  if (found) return { clean: false, found };
  if (/size limit exceeded/i.test(reply)) {
    throw new Error("clamd takes no file that large: raise StreamMaxLength in clamd.conf");
  }
  throw new Error(`clamd could not tell: ${reply || "it said nothing"}`);
}

async function ask(
  target: NetConnectOpts,
  command: string,
  body?: AsyncIterable<Uint8Array>,
): Promise<string> {
  const socket = connect(target);
  socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error("clamd did not answer in time")));
  const reply = readReply(socket);
  // Waited for below; until then a failure is not to end the process.
  reply.catch(() => undefined);
  try {
    socket.write(`z${command}\0`);
    const heardAll = body ? await send(socket, body, reply) : true;
    const said = await reply;
    // Whatever it says of a part says nothing of the whole.
    if (!heardAll && said.endsWith(" OK")) throw new Error("clamd answered before it had everything");
    return said;
  } finally {
    socket.destroy();
  }
}

/** Sends until the end, or until clamd has answered, which it does early when it wants no more. Says whether all was sent. */
async function send(
  socket: Socket,
  body: AsyncIterable<Uint8Array>,
  reply: Promise<string>,
): Promise<boolean> {
  let answered = false;
  const early = reply.finally(() => {
    answered = true;
  });
  early.catch(() => undefined);
  for await (const piece of body) {
    if (answered) return false;
    if (piece.byteLength === 0) continue;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(piece.byteLength);
    socket.write(length);
    if (socket.write(piece)) continue;
    const drained = new AbortController();
    await Promise.race([once(socket, "drain", { signal: drained.signal }).catch(() => undefined), early]);
    drained.abort();
  }
  if (!answered) socket.write(Buffer.alloc(4));
  return !answered;
}

/** What clamd says, up to the NUL that ends it or the end of the connection; also when it hangs up in the middle of our sending. */
function readReply(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (piece: string) => {
      text += piece;
      const end = text.indexOf("\0");
      if (end >= 0) resolve(text.slice(0, end).trim());
      else if (text.length > MOST_REPLY) reject(new Error("clamd said more than it should"));
    });
    socket.on("error", (error) => (text ? resolve(text.trim()) : reject(error)));
    socket.on("close", () => (text ? resolve(text.trim()) : reject(new Error("clamd hung up"))));
  });
}
