// One tus upload or several at once: create, then all bytes in one PATCH, as browsers do (tus 1.0.0, creation).
import { Agent, type IncomingMessage, request } from "node:http";
import { answerParent } from "../child.ts";

export type UploadJob = {
  url: string;
  headers: Record<string, string>;
  metadata: Record<string, string>;
  bytes: number;
  /** So many at once. */
  count: number;
};
export type UploadOutcome = { seconds: number; megabytesPerSecond: number; locations: string[] };

const PIECE = Buffer.alloc(1024 * 1024, "the bytes of an upload ");

answerParent({ run });

async function run(job: UploadJob): Promise<UploadOutcome> {
  const agent = new Agent({ keepAlive: true });
  const begun = performance.now();
  const locations = await Promise.all(Array.from({ length: job.count }, () => upload(job, agent)));
  const seconds = (performance.now() - begun) / 1000;
  agent.destroy();
  return { seconds, megabytesPerSecond: (job.bytes * job.count) / 1e6 / seconds, locations };
}

async function upload(job: UploadJob, agent: Agent): Promise<string> {
  const common = { ...job.headers, "tus-resumable": "1.0.0" };
  const metadata = Object.entries(job.metadata)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`)
    .join(",");
  const created = await ask(agent, "POST", job.url, 0, {
    ...common,
    "upload-length": String(job.bytes),
    "upload-metadata": metadata,
    "content-length": "0",
  });
  const location = new URL(created.headers.location!, job.url).href;
  await ask(agent, "PATCH", location, job.bytes, {
    ...common,
    "upload-offset": "0",
    "content-type": "application/offset+octet-stream",
    "content-length": String(job.bytes),
  });
  return location;
}

function ask(
  agent: Agent,
  method: string,
  url: string,
  bytes: number,
  headers: Record<string, string>,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const asking = request(url, { method, headers, agent }, (answer) => {
    let text = "";
    answer.on("data", (chunk) => (text += chunk));
    answer.on("end", () => {
      if (answer.statusCode! < 300) resolve(answer);
      else reject(new Error(`${method} answered ${answer.statusCode}: ${text}`));
    });
  });
  asking.on("error", reject);
  let left = bytes;
  const write = () => {
    while (left > 0) {
      const piece = left < PIECE.length ? PIECE.subarray(0, left) : PIECE;
      left -= piece.length;
      if (!asking.write(piece)) return asking.once("drain", write);
    }
    return asking.end();
  };
  write();
  return promise;
}
