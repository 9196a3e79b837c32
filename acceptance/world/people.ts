import { randomBytes, randomInt } from "node:crypto";
import { baseUrl } from "./installation.ts";

/** A person with a browser of their own: requests carry their cookie, their network address and the Origin a page would send. */
export type Person = {
  name: string;
  userId: string;
  email: string;
  password: string;
  cookie: string;
  /** Client network as the server records it. */
  network: string;
  /** Origin of the server this person talks to. */
  url: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** JSON in, JSON out; throws when the status is not `expected` (default: any 2xx). */
  json<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    expected?: number,
  ): Promise<T>;
  /** A fresh access token of this session. */
  token(): Promise<string>;
};

export const PASSWORD = "correct horse battery staple";

let counter = 0;

/** Signs somebody up under an address that nobody has. */
export async function signUp(name: string, url = baseUrl): Promise<Person> {
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, ".")}.${randomBytes(6).toString("hex")}@example.org`;
  const person = makePerson(url, { name, email, userId: "", cookie: "" });
  const answer = await person.fetch("/api/auth/sign-up/email", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, email, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`sign-up of ${name}: ${answer.status} ${await answer.text()}`);
  person.cookie = cookiesOf(answer);
  person.userId = ((await answer.json()) as { user: { id: string } }).user.id;
  return person;
}

/** The same person in another browser. */
export async function signInAgain(person: Person, password = person.password): Promise<Person> {
  const again = makePerson(person.url, { ...person, cookie: "" });
  const answer = await again.fetch("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: person.email, password }),
  });
  if (!answer.ok) throw new Error(`sign-in of ${person.name}: ${answer.status} ${await answer.text()}`);
  again.cookie = cookiesOf(answer);
  return again;
}

/** Somebody without an account. */
export function visitor(url = baseUrl): Person {
  return makePerson(url, { name: "visitor", email: "", userId: "", cookie: "" });
}

export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

function makePerson(
  url: string,
  who: { name: string; email: string; userId: string; cookie: string },
): Person {
  const address = `100.${randomInt(64, 128)}.${randomInt(256)}.${(counter++ % 250) + 1}`;
  const self: Person = {
    name: who.name,
    email: who.email,
    userId: who.userId,
    cookie: who.cookie,
    password: PASSWORD,
    network: address.replace(/\d+$/, "0"),
    url,
    fetch(path, init = {}) {
      const headers = new Headers(init.headers);
      if (self.cookie && !headers.has("cookie")) headers.set("cookie", self.cookie);
      if (!headers.has("origin") && init.method && init.method !== "GET") headers.set("origin", url);
      if (!headers.has("x-forwarded-for")) headers.set("x-forwarded-for", address);
      return fetch(path.startsWith("http") ? path : url + path, { redirect: "manual", ...init, headers });
    },
    async json<T>(method: string, path: string, body?: unknown, expected?: number): Promise<T> {
      const answer = await self.fetch(path, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      });
      const text = await answer.text();
      if (expected === undefined ? !answer.ok : answer.status !== expected) {
        throw new Error(`${self.name}: ${method} ${path} answered ${answer.status}: ${text}`);
      }
      return (text === "" ? undefined : JSON.parse(text)) as T;
    },
    async token() {
      return (await self.json<{ token: string }>("GET", "/api/auth/token")).token;
    },
  };
  return self;
}
