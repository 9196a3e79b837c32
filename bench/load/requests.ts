// Many small requests over kept-open connections. A plain client on sockets: the less it costs, the less it distorts.
import { connect, type Socket } from "node:net";
import { answerParent } from "../child.ts";
import { quantile } from "../rounds.ts";

export type RequestJob = {
  port: number;
  /** Whole requests as they go over the wire; each connection has its own part of them and starts over at its end. */
  requests: string[];
  connections: number;
  /** How long to go on, or `once` through all of them. */
  seconds: number | "once";
  status: number;
  /** Each answer names a `url` to ask for next, as the same person: the two together count as one. */
  follow?: boolean;
};
export type RequestOutcome = { perSecond: number; count: number; p50: number; p99: number };

answerParent({ run });

async function run(job: RequestJob): Promise<RequestOutcome> {
  const latencies: number[] = [];
  const until = job.seconds === "once" ? Number.POSITIVE_INFINITY : performance.now() + job.seconds * 1000;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: job.connections }, (_, connection) => {
      const own = job.requests.filter((_, index) => index % job.connections === connection);
      return converse(
        job,
        own.map((text) => Buffer.from(text)),
        until,
        latencies,
      );
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  return {
    count: latencies.length,
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}

/** One connection: asks, reads the whole answer, asks again. */
function converse(job: RequestJob, requests: Buffer[], until: number, latencies: number[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket: Socket = connect({ port: job.port, host: "127.0.0.1", noDelay: true });
  let sent = 0;
  let askedAt = 0;
  let answer = newAnswer();
  let following = false;
  const ask = () => {
    const now = performance.now();
    if (now >= until || (job.seconds === "once" && sent >= requests.length)) {
      socket.end();
      return resolve();
    }
    askedAt = now;
    socket.write(requests[sent++ % requests.length]!);
  };
  socket.on("connect", ask);
  socket.on("data", (chunk) => {
    if (!take(answer, chunk)) return;
    if (answer.status !== (following ? 200 : job.status)) {
      socket.destroy();
      return reject(
        new Error(`an answer with status ${answer.status}: ${answer.tail.toString().slice(0, 500)}`),
      );
    }
    const { tail } = answer;
    answer = newAnswer();
    following = job.follow === true && !following;
    if (following) return socket.write(nextRequest(requests[(sent - 1) % requests.length]!, tail));
    latencies.push(performance.now() - askedAt);
    ask();
  });
  socket.on("error", reject);
  socket.on("close", () => reject(new Error("the server closed a connection")));
  return promise;
}

function nextRequest(request: Buffer, body: Buffer): string {
  const url = /"url":"([^"]+)"/.exec(body.toString())?.[1] ?? "";
  const { pathname } = new URL(url, "http://127.0.0.1");
  const proof = /^(?:cookie|authorization): .*\r\n/im.exec(request.toString("latin1"))?.[0] ?? "";
  return `GET ${pathname} HTTP/1.1\r\nhost: 127.0.0.1\r\n${proof}\r\n`;
}

type Answer = { head: Buffer | null; status: number; missing: number | "chunks"; tail: Buffer };

function newAnswer(): Answer {
  return { head: Buffer.alloc(0), status: 0, missing: 0, tail: Buffer.alloc(0) };
}

const HEAD_END = Buffer.from("\r\n\r\n");
const LAST_CHUNK = Buffer.from("\r\n0\r\n\r\n");

/** Takes in what arrived; says whether the answer is complete. */
function take(answer: Answer, chunk: Buffer): boolean {
  let body = chunk;
  if (answer.head) {
    answer.head = answer.head.length === 0 ? chunk : Buffer.concat([answer.head, chunk]);
    const end = answer.head.indexOf(HEAD_END);
    if (end < 0) return false;
    const text = answer.head.toString("latin1", 0, end).toLowerCase();
    answer.status = Number(text.slice(9, 12));
    answer.missing = text.includes("transfer-encoding: chunked")
      ? "chunks"
      : Number(/\r\ncontent-length: *(\d+)/.exec(text)?.[1] ?? 0);
    body = answer.head.subarray(end + HEAD_END.length);
    answer.head = null;
  }
  if (answer.missing === "chunks") {
    answer.tail = Buffer.concat([answer.tail.subarray(-LAST_CHUNK.length), body]);
    return answer.tail.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK);
  }
  answer.tail = body;
  answer.missing -= body.length;
  return answer.missing <= 0;
}
