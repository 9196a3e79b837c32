import { invalidRequest, missingParameter, type StripeError } from "./errors.ts";
import type { Form, FormValue } from "./form.ts";

/** Reads one request field: its text in, a typed value out, Stripe's refusal thrown. */
export type Parameter<T, Required extends boolean = boolean> = {
  required: Required;
  read(value: FormValue, name: string): T;
};
/** The fields of a form by name. */
export type Shape = Record<string, Parameter<unknown>>;
/** What a shape reads: fields that were not sent are not there. */
export type Input<S extends Shape> = { [K in RequiredKeys<S>]: Read<S[K]> } & {
  [K in Exclude<keyof S, RequiredKeys<S>>]?: Read<S[K]>;
};
type RequiredKeys<S extends Shape> = { [K in keyof S]: S[K]["required"] extends true ? K : never }[keyof S];
type Read<P> = P extends Parameter<infer T> ? T : never;

/** Ties a shape to the library's parameter type, so that a field Stripe does not know does not compile. */
export function shapeFor<Params>() {
  return <S extends Shape & { [K in Exclude<keyof S, keyof Params>]: never }>(shape: S): S => shape;
}

/**
 * Reads a whole form. Unknown fields are refused first, as Stripe does, then each field in the order of the
 * shape. `prefix` is the field the form was found in.
 */
export function readForm<S extends Shape>(shape: S, form: Form, prefix = ""): Input<S> {
  const unknown = Object.keys(form).filter((key) => !Object.hasOwn(shape, key));
  if (unknown.length > 0) throw unknownParameters(unknown.map((key) => nameIn(prefix, key)));

  const input: Record<string, unknown> = {};
  for (const [key, parameter] of Object.entries(shape)) {
    const value = form[key];
    if (value !== undefined) input[key] = parameter.read(value, nameIn(prefix, key));
    else if (parameter.required) throw missingParameter(nameIn(prefix, key));
  }
  return input as Input<S>;
}

/** The name of a field within another, as requests spell it: `line_items[0]` and `price` make `line_items[0][price]`. */
export function nameIn(prefix: string, key: string): string {
  return prefix ? `${prefix}[${key}]` : key;
}

/** The field must be there. */
export function required<T>(parameter: Parameter<T>): Parameter<T, true> {
  return { ...parameter, required: true };
}

/** An empty value unsets the field: it is read as null. */
export function unsettable<T>(parameter: Parameter<T>): Parameter<T | null, false> {
  return optional((value, name) => (value === "" ? null : parameter.read(value, name)));
}

export const text = (maxLength = 5000): Parameter<string, false> =>
  optional((value, name) => {
    const string = leaf(value, name);
    if (string === "") {
      throw invalidRequest(
        `You passed an empty string for '${name}', which cannot be unset. Leave it out or give it a value.`,
        {
          code: "parameter_invalid_empty",
          param: name,
        },
      );
    }
    if (string.length > maxLength) {
      throw invalidRequest(`Invalid string: must be at most ${maxLength} characters`, { param: name });
    }
    return string;
  });

export const integer = ({
  min = Number.MIN_SAFE_INTEGER,
  max = Number.MAX_SAFE_INTEGER,
} = {}): Parameter<number, false> =>
  optional((value, name) => {
    const string = leaf(value, name);
    const number = Number(string);
    if (!/^-?\d{1,16}$/.test(string) || !Number.isSafeInteger(number)) {
      throw invalidRequest(`Invalid integer: ${string}`, { code: "parameter_invalid_integer", param: name });
    }
    if (number < min)
      throw invalidRequest(`This value must be greater than or equal to ${min}.`, {
        code: "parameter_invalid_integer",
        param: name,
      });
    if (number > max)
      throw invalidRequest(`This value must be less than or equal to ${max}.`, {
        code: "parameter_invalid_integer",
        param: name,
      });
    return number;
  });

/** An amount in the currency's smallest unit, within Stripe's eight digits. */
export const amount = (min = 1): Parameter<number, false> =>
  optional((value, name) => {
    const number = integer().read(value, name);
    if (number < min) {
      throw invalidRequest(`This value must be greater than or equal to ${min}.`, {
        code: "parameter_invalid_integer",
        param: name,
      });
    }
    if (number > 99_999_999) {
      throw invalidRequest("Amount must be no more than 99999999", { code: "amount_too_large", param: name });
    }
    return number;
  });

export const flag = (): Parameter<boolean, false> =>
  optional((value, name) => {
    const string = leaf(value, name);
    if (string !== "true" && string !== "false")
      throw invalidRequest(`Invalid boolean: ${string}`, { param: name });
    return string === "true";
  });

export const choice = <const C extends readonly string[]>(...choices: C): Parameter<C[number], false> =>
  optional((value, name) => {
    const string = leaf(value, name);
    if (choices.includes(string)) return string;
    throw invalidRequest(`Invalid ${name}: must be one of ${choices.join(", ")}`, { param: name });
  });

/** ISO 4217, lower case, and known to this runtime. */
export const currency = (): Parameter<string, false> =>
  optional((value, name) => {
    const code = leaf(value, name).toLowerCase();
    if (knownCurrencies.has(code)) return code;
    throw invalidRequest(`Invalid currency: ${code}.`, { param: name });
  });

/** An absolute http or https address: nothing else may ever become a link or a redirect. */
export const webAddress = (): Parameter<string, false> =>
  optional((value, name) => {
    const string = text().read(value, name);
    const protocol = URL.canParse(string) ? new URL(string).protocol : undefined;
    if (protocol === "https:" || protocol === "http:") return string;
    throw invalidRequest("Not a valid URL: it must start with http:// or https://.", {
      code: "url_invalid",
      param: name,
    });
  });

export const email = (): Parameter<string, false> =>
  optional((value, name) => {
    const string = text(512).read(value, name);
    if (/^[^\s@]+@[^\s@]+$/.test(string)) return string;
    throw invalidRequest(`Invalid email address: ${string}`, { code: "email_invalid", param: name });
  });

export const list = <T>(item: Parameter<T>, { min = 0, max = 1000 } = {}): Parameter<T[], false> =>
  optional((value, name) => {
    if (value === "" && min === 0) return [];
    const items = typeof value === "string" ? undefined : Object.entries(value);
    if (!items?.every(([key]) => /^\d{1,4}$/.test(key)))
      throw invalidRequest("Invalid array", { param: name });
    if (items.length < min) throw missingParameter(name);
    if (items.length > max) throw invalidRequest(`At most ${max} items are allowed`, { param: name });
    items.sort(([a], [b]) => Number(a) - Number(b));
    return items.map(([key, item_]) => item.read(item_, `${name}[${key}]`));
  });

export const group = <S extends Shape>(shape: S): Parameter<Input<S>, false> =>
  optional((value, name) => {
    if (typeof value === "string") throw invalidRequest("Invalid object", { param: name });
    return readForm(shape, value, name);
  });

/** New values by key, an empty one for a key to remove; null when all of it is to be unset. */
export const metadata = (): Parameter<Record<string, string> | null, false> =>
  optional((value, name) => {
    if (value === "") return null;
    if (typeof value === "string") throw invalidRequest("Invalid object", { param: name });
    for (const [key, entry] of Object.entries(value)) {
      const param = `${name}[${key}]`;
      if (typeof entry !== "string") throw invalidRequest("Metadata values must be strings", { param });
      if (key.length > 40) throw invalidRequest("Metadata keys may have at most 40 characters", { param });
      if (entry.length > 500)
        throw invalidRequest("Metadata values may have at most 500 characters", { param });
    }
    if (Object.keys(value).length > 50)
      throw invalidRequest("Metadata may have at most 50 keys", { param: name });
    return value as Record<string, string>;
  });

/** A moment in Unix seconds or bounds on it, as list endpoints filter by. */
export const moments = (): Parameter<Partial<Record<"gt" | "gte" | "lt" | "lte", number>>, false> =>
  optional((value, name) => {
    if (typeof value !== "string")
      return group({ gt: integer(), gte: integer(), lt: integer(), lte: integer() }).read(value, name);
    const moment = integer().read(value, name);
    return { gte: moment, lte: moment };
  });

/** A moment in Unix seconds, or the present one. */
export const momentOrNow = (): Parameter<number | "now", false> =>
  optional((value, name) => (value === "now" ? "now" : integer({ min: 1 }).read(value, name)));

const knownCurrencies = new Set(Intl.supportedValuesOf("currency").map((code) => code.toLowerCase()));

function optional<T>(read: (value: FormValue, name: string) => T): Parameter<T, false> {
  return { required: false, read };
}

function leaf(value: FormValue, name: string): string {
  if (typeof value === "string") return value;
  throw invalidRequest("Invalid string: a single value is expected here", { param: name });
}

function unknownParameters(names: string[]): StripeError {
  const message = `Received unknown parameter${names.length > 1 ? "s" : ""}: ${names.join(", ")}`;
  return invalidRequest(message, { code: "parameter_unknown", param: names[0]! });
}
