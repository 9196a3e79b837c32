/** Everybody of the demo signs in with this. */
export const DEMO_PASSWORD = "vaulture-demo";

/** Those that newcomers are told of. */
export const DEMO_SIGN_INS = [
  { role: "creator", email: "mira@example.com" },
  { role: "buyer", email: "noor@example.com" },
  { role: "operator", email: "operator@example.com" },
];
