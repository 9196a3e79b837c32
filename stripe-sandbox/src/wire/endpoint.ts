import type { Call, Reader } from "../sandbox.ts";
import { getObject } from "../store/objects.ts";
import type { ObjectName, Objects } from "../store/types.ts";
import type { StripeError } from "./errors.ts";
import type { Form } from "./form.ts";
import { listPage } from "./list.ts";
import { type Input, integer, type moments, readForm, type Shape, text } from "./parameters.ts";

/** One operation of the API. `prepare` checks the request alone; what it gives back does the work. */
export type Endpoint =
  | { method: "GET"; path: string; prepare(form: Form, id: string): (reader: Reader) => Promise<object> }
  | {
      method: "POST" | "DELETE";
      path: string;
      prepare(form: Form, id: string): (call: Call) => Promise<Outcome>;
    };

/** An answer. A StripeError that is returned, not thrown, is sent and what led to it is kept. */
export type Outcome = object | StripeError;

/** A read: any number of them may run at once. */
export function get<S extends Shape>(
  path: string,
  shape: S,
  run: (reader: Reader, input: Input<S>, id: string) => Promise<object>,
): Endpoint {
  return { method: "GET", path, prepare: (form, id) => bind(readForm(shape, form), id, run) };
}

/** A change, in one transaction. */
export function post<S extends Shape>(
  path: string,
  shape: S,
  run: (call: Call, input: Input<S>, id: string) => Promise<Outcome>,
): Endpoint {
  return { method: "POST", path, prepare: (form, id) => bind(readForm(shape, form), id, run) };
}

/** A removal, in one transaction. */
export function remove(path: string, run: (call: Call, id: string) => Promise<Outcome>): Endpoint {
  return {
    method: "DELETE",
    path,
    prepare: (form, id) => bind(readForm({}, form), id, (call: Call) => run(call, id)),
  };
}

/** `GET <path>/:id` for objects that are shown as they are stored. */
export function retrieving<N extends ObjectName>(name: N, path: string): Endpoint {
  return get(path, {}, ({ db }, _, id) => getObject(db, name, id));
}

/** `GET <path>`: newest first, in pages; each filter but `created` is a field that has to be equal. */
export function listing<N extends ObjectName, S extends Shape>(
  name: N,
  path: string,
  filters: S & { [K in Exclude<keyof S, keyof Objects[N]>]: never },
): Endpoint {
  const shape = { ...pagination, ...filters };
  return get(path, shape, (reader, input) => {
    const { limit, starting_after, ending_before, created, ...equal } = input as Input<
      typeof pagination & { created: ReturnType<typeof moments> }
    >;
    return listPage(reader.db, name, { limit, starting_after, ending_before, created, equal, url: path });
  });
}

/** The parameters every list takes (https://docs.stripe.com/api/pagination). */
export const pagination = {
  limit: integer({ min: 1, max: 100 }),
  starting_after: text(),
  ending_before: text(),
};

function bind<C, I, O>(input: I, id: string, run: (context: C, input: I, id: string) => Promise<O>) {
  return (context: C) => run(context, input, id);
}
