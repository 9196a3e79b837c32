/** A person with a browser of their own: requests carry the session cookie and the Origin a page would send. */
export type Actor = {
  name: string;
  userId: string;
  email: string;
  password: string;
  cookie: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** JSON in (POST unless `method` says otherwise), JSON out; throws when the answer is not `expected` (default: any 2xx). */
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

export async function signUp(url: () => string, name: string): Promise<Actor> {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@example.com`;
  const answer = await fetch(`${url()}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, email, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`sign-up of ${name}: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const { user } = (await answer.json()) as { user: { id: string } };
  return actor(url, { name, userId: user.id, email, cookie });
}

export function visitor(url: () => string): Actor {
  return actor(url, { name: "visitor", userId: "", email: "", cookie: "" });
}

function actor(
  url: () => string,
  who: { name: string; userId: string; email: string; cookie: string },
): Actor {
  const self: Actor = {
    ...who,
    password: PASSWORD,
    fetch(path, init = {}) {
      const headers = new Headers(init.headers);
      if (self.cookie && !headers.has("cookie")) headers.set("cookie", self.cookie);
      if (!headers.has("origin") && init.method && init.method !== "GET") headers.set("origin", url());
      return fetch(path.startsWith("http") ? path : url() + path, { redirect: "manual", ...init, headers });
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
