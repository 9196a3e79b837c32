import type { paths } from "./api.gen.ts";
import { ApiError } from "./api-error.ts";
import type { AuthPaths } from "./auth-paths.ts";

type Paths = paths & AuthPaths;
type Method = "get" | "post" | "put" | "patch" | "delete";
type Op<P extends keyof Paths, M extends Method> = M extends keyof Paths[P] ? Paths[P][M] : never;
/** The paths that have this method. */
type With<M extends Method> = {
  [P in keyof Paths]: Op<P, M> extends { responses: object }
    ? [Op<P, M>] extends [never]
      ? never
      : P
    : never;
}[keyof Paths];

type Json<T, Otherwise> = T extends { content: { "application/json": infer J } } ? J : Otherwise;
type Ok<T> = T extends { responses: infer R } ? Json<R[keyof R & (200 | 201 | 202 | 204)], undefined> : never;
type Parameter<T, K extends string> = T extends { parameters: { [N in K]?: infer V } }
  ? NonNullable<V>
  : never;
type BodyOf<T> = T extends { requestBody?: infer B } ? Json<NonNullable<B>, never> : never;

/** A field where there is something to give: required when any part of it is. */
type Field<K extends string, V> = [V] extends [never]
  ? object
  : null extends V
    ? { [N in K]?: V }
    : Record<string, never> extends V
      ? { [N in K]?: V }
      : { [N in K]: V };
type Call<T> = Field<"path", Parameter<T, "path">> &
  Field<"query", Parameter<T, "query">> &
  Field<"body", BodyOf<T>> & {
    /** Bytes to send as they are, instead of `body`; their type is the content type. */
    raw?: Blob;
    signal?: AbortSignal;
  };
type CallOf<T> = object extends Call<T> ? [call?: Call<T>] : [call: Call<T>];

type Answer = Pick<Response, "ok" | "status" | "text"> & { headers: Pick<Headers, "get"> };

export interface ClientOptions {
  /** "" for the page's own origin. */
  baseUrl: string;
  headers?: Record<string, string>;
  /** The way to send it; the platform's own where there is none. Of the answer nothing else is read. */
  fetch?: (url: string, init: RequestInit) => Promise<Answer>;
  /**
   * Called when an answer says that nobody is signed in; the request is sent once more when it
   * resolves to true, and its refusal stands otherwise.
   */
  onSignedOut?: () => Promise<boolean>;
}

interface Sent {
  path?: Record<string, string>;
  query?: Record<string, string | number | string[] | undefined>;
  body?: unknown;
  raw?: Blob;
  signal?: AbortSignal;
}

/**
 * A client of the HTTP API: `api.get("/api/v1/products/{id}", { path: { id } })` resolves to the
 * parsed body of a 2xx answer and throws ApiError for everything else, no answer included.
 */
export function createClient(options: ClientOptions) {
  const on =
    <M extends Method>(method: M) =>
    <P extends With<M>>(path: P, ...[call]: CallOf<Op<P, M>>): Promise<Ok<Op<P, M>>> =>
      sendSignedIn(options, method, path, (call ?? {}) as Sent) as Promise<Ok<Op<P, M>>>;
  return { get: on("get"), post: on("post"), put: on("put"), patch: on("patch"), delete: on("delete") };
}

export type Client = ReturnType<typeof createClient>;

async function sendSignedIn(
  options: ClientOptions,
  method: Method,
  path: string,
  call: Sent,
): Promise<unknown> {
  try {
    return await send(options, method, path, call);
  } catch (error) {
    const signedOut = error instanceof ApiError && error.code === "sign_in_required";
    if (!signedOut || !(await options.onSignedOut?.())) throw error;
    return send(options, method, path, call);
  }
}

async function send(options: ClientOptions, method: Method, path: string, call: Sent): Promise<unknown> {
  const headers: Record<string, string> = { accept: "application/json", ...options.headers };
  let body: BodyInit | undefined;
  if (call.raw) {
    headers["content-type"] = call.raw.type || "application/octet-stream";
    body = call.raw;
  } else if (method === "post" || method === "put" || method === "patch") {
    headers["content-type"] = "application/json";
    body = JSON.stringify(call.body ?? {});
  }
  const request = options.fetch ?? fetch;
  const answer = await request(options.baseUrl + fill(path, call), {
    method: method.toUpperCase(),
    headers,
    credentials: "same-origin",
    cache: "no-store",
    ...(body === undefined ? {} : { body }),
    ...(call.signal ? { signal: call.signal } : {}),
  }).catch((cause: unknown) => {
    if (call.signal?.aborted) throw cause;
    throw new ApiError(0, { code: "unreachable", title: "The server did not answer" });
  });
  const text = await answer.text();
  const parsed = parse(text);
  if (answer.ok) return parsed;
  throw new ApiError(answer.status, isObject(parsed) ? parsed : {}, answer.headers.get("retry-after"));
}

function fill(path: string, { path: values = {}, query = {} }: Sent): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of [value ?? []].flat()) if (one !== "") search.append(name, String(one));
  return search.size > 0 ? `${filled}?${search}` : filled;
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
