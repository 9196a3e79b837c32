export { ApiError, type FieldError } from "./api-error.ts";
export { type Client, type ClientOptions, createClient } from "./create-client.ts";
export { currencyDigits } from "./currency.ts";
export type * from "./types.ts";
