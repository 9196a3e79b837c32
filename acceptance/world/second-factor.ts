/** What a person has beside the password: an app that shows codes, and a device with passkeys. */
export { authenticator, totp } from "../../server/src/test/second-factor.ts";
