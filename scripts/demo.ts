// `npm run demo`: the main job from the command line, against a fresh temporary installation that is removed afterwards.
import { createHash, randomBytes } from "node:crypto";
import { chmod, mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { loadConfig } from "../server/src/config.ts";
import { startServer } from "../server/src/start-server.ts";

type Person = { cookie: string };
type Ticket = { url: string; expiresAt: string };

const PASSWORD = "a password for the demo";
let failures = 0;
let url = "";

const started = performance.now();
const dataDir = await mkdtemp(join(tmpdir(), "vaulture-demo-"));
await chmod(dataDir, 0o755);
let stop = async () => {};
try {
  heading("A fresh installation in a temporary directory");
  stop = await install();
  await play();
} catch (error) {
  failures++;
  process.stderr.write(`\nThe demo could not go on: ${(error as Error).message}\n`);
} finally {
  await stop();
  await rm(dataDir, { recursive: true, force: true });
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
heading(
  failures === 0
    ? `Everything is as it should be (${seconds} s).`
    : `${failures} of these are not as they should be.`,
);
process.exit(failures === 0 ? 0 : 1);

async function play(): Promise<void> {
  heading("The sale");
  const creator = await signUp("Mira");
  const shop = await json<{ id: string; handle: string }>(creator, "POST", "/api/v1/creators", {
    handle: "mira_makes",
    displayName: "Mira Makes",
  });
  const bytes = randomBytes(3 * 1024 * 1024 + 1);
  const fileId = await upload(creator, shop.id, "Field guide.pdf", bytes);
  const product = await json<{ id: string }>(creator, "POST", "/api/v1/products", {
    creatorId: shop.id,
    title: "A field guide",
    description: "All birds of the garden.",
    price: { amount: 1900, currency: "usd" },
    fileIds: [fileId],
  });
  const { status } = await json<{ status: string }>(
    creator,
    "POST",
    `/api/v1/products/${product.id}/publish`,
    {},
  );
  report(
    "published",
    status === "published",
    `"A field guide", $19.00, ${bytes.length.toLocaleString("en")} bytes`,
  );

  const buyer = await signUp("Noor");
  const purchaseId = await buy(buyer, product.id);
  const purchase = await json<{ status: string }>(buyer, "GET", `/api/v1/purchases/${purchaseId}?confirm=1`);
  report("bought", purchase.status === "completed", "paid with 4242 4242 4242 4242 on the hosted page");

  const link = await ticket(buyer, fileId);
  const answer = await ask(buyer, link.url);
  const received = sha256(Buffer.from(await answer.arrayBuffer()));
  report(
    "downloaded",
    answer.status === 200 && received === sha256(bytes),
    `SHA-256 ${received.slice(0, 32)}… matches`,
  );

  heading("The same link, for those it was not made for");
  await refused("stranger with the link", await ask(null, link.url), 401, "sign_in_required");
  const other = await signUp("Otto");
  await buy(other, product.id);
  await refused("other buyer with the link", await ask(other, link.url), 403, "wrong_viewer");

  const unused = await ticket(buyer, fileId);
  await refused("tampered link", await ask(buyer, tampered(unused.url)), 403, "invalid_link");
  await delay(Math.max(0, new Date(unused.expiresAt).getTime() - Date.now()) + 1100);
  await refused("expired link", await ask(buyer, unused.url), 410, "link_expired");
  await guessStorage(buyer, fileId);

  heading("The money goes back");
  const returned = await json<{ status: string }>(
    creator,
    "POST",
    `/api/v1/purchases/${purchaseId}/refund`,
    {},
  );
  report("refunded", returned.status === "refunded", "$19.00, by the creator");
  await refused("the buyer's link", await ask(buyer, link.url), 403, "access_ended");
  await refused("the rest of the file", await ask(buyer, link.url, "bytes=1000000-"), 403, "access_ended");
  const anew = await send(buyer, "POST", `/api/v1/files/${fileId}/downloads`, {});
  await refused("a new link", anew, 403, "access_ended");
}

async function install(): Promise<() => Promise<void>> {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const config = loadConfig({
    PORT: String(port),
    BASE_URL: url,
    DATA_DIR: dataDir,
    SEED_DEMO: "0",
    LOG_LEVEL: "error",
    DOWNLOAD_START_SECONDS: "2",
  });
  const server = await startServer(config, { say: () => undefined });
  report("started", true, `${url}, real PostgreSQL, payments in the sandbox`);
  return server.stop;
}

/** Every stored object's own name, asked for at every address that might serve it. */
async function guessStorage(buyer: Person, fileId: string): Promise<void> {
  const stored = await readdir(join(dataDir, "storage"), { recursive: true });
  const keys = stored.map((path) => path.split("/").at(-1)!).filter((name) => /^[0-9a-f]{32}$/.test(name));
  const bases = [
    "/images/",
    "/storage/private/",
    "/storage/",
    "/files/",
    "/data/storage/",
    "/api/v1/downloads/",
  ];
  const answers = await Promise.all(
    [...keys, ...stored, fileId].flatMap((key) => bases.map((base) => ask(buyer, url + base + key))),
  );
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  const closed = keys.length > 0 && answers.every(({ status }) => status === 404 || status === 403);
  const codes = [...new Set(texts.map((text) => JSON.parse(text).code as string))].sort().join(", ");
  const statuses = [...new Set(answers.map((answer) => answer.status))].sort().join("/");
  report(
    "direct storage guess",
    closed,
    `${statuses} ${codes} (${answers.length} addresses of the true keys)`,
    "refused",
  );
}

async function signUp(name: string): Promise<Person> {
  const email = `${name.toLowerCase()}@example.com`;
  const answer = await send(null, "POST", "/api/auth/sign-up/email", { name, email, password: PASSWORD });
  if (!answer.ok) throw new Error(`${name} could not sign up: ${answer.status} ${await answer.text()}`);
  return { cookie: answer.headers.getSetCookie()[0]!.split(";")[0]! };
}

/** As tus' creation-with-upload: one request with all bytes. */
async function upload(creator: Person, creatorId: string, filename: string, bytes: Buffer): Promise<string> {
  const metadata = Object.entries({ filename, filetype: "application/pdf", creatorId });
  const answer = await fetch(`${url}/api/v1/uploads`, {
    method: "POST",
    headers: {
      cookie: creator.cookie,
      "tus-resumable": "1.0.0",
      "upload-length": String(bytes.length),
      "upload-metadata": metadata
        .map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`)
        .join(","),
      "content-type": "application/offset+octet-stream",
    },
    body: new Uint8Array(bytes),
  });
  if (answer.status !== 201) throw new Error(`the upload was answered ${answer.status}`);
  return answer.headers.get("location")!.split("/").at(-1)!;
}

async function buy(buyer: Person, productId: string): Promise<string> {
  const order = await json<{ purchaseId: string; checkoutUrl: string }>(buyer, "POST", "/api/v1/checkout", {
    productId,
  });
  const card = new URLSearchParams({ number: "4242424242424242", exp: "12/34", cvc: "123", action: "pay" });
  const paid = await fetch(order.checkoutUrl, { method: "POST", body: card, redirect: "manual" });
  if (paid.status !== 303) throw new Error(`the payment page answered ${paid.status}`);
  await json(buyer, "GET", `/api/v1/purchases/${order.purchaseId}?confirm=1`);
  return order.purchaseId;
}

function ticket(viewer: Person, fileId: string): Promise<Ticket> {
  return json<Ticket>(viewer, "POST", `/api/v1/files/${fileId}/downloads`, {});
}

function tampered(link: string): string {
  const at = link.length - 50;
  return link.slice(0, at) + (link[at] === "A" ? "B" : "A") + link.slice(at + 1);
}

function ask(viewer: Person | null, address: string, range?: string): Promise<Response> {
  return fetch(address, { redirect: "manual", headers: { ...viewer, ...(range ? { range } : {}) } });
}

function send(person: Person | null, method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { ...person, ...(body === undefined ? {} : { "content-type": "application/json" }) };
  return fetch(url + path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

async function json<T = unknown>(person: Person, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await send(person, method, path, body);
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function refused(what: string, answer: Response, status: number, code: string): Promise<void> {
  const text = await answer.text();
  const told = text.startsWith("{") ? (JSON.parse(text).code as string) : `${text.length} bytes`;
  report(what, answer.status === status && told === code, `${answer.status} ${told}`, "refused");
}

function report(what: string, ok: boolean, detail: string, word = "yes"): void {
  if (!ok) failures++;
  process.stdout.write(`  ${what.padEnd(28)}${(ok ? word : "WRONG").padEnd(10)}${detail}\n`);
}

function heading(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

function sha256(data: Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
