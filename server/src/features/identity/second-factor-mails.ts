import type { Place } from "../../http/place.ts";
import { composeMail } from "../mail/index.ts";
import { type Person, placeFacts } from "./mails.ts";

export type { Person };

export function twoFactorOnMail(baseUrl: string, user: Person, place: Place) {
  return composeMail({
    kind: "two_factor_on",
    to: user.email,
    userId: user.id,
    subject: "Two-factor sign-in was switched on",
    preview: "From now on the password alone does not open your account.",
    paragraphs: [
      `Hello ${user.name},`,
      "From now on your account asks for a code of your app after the password, and every other browser was signed out. Keep the backup codes where you find them without your phone.",
    ],
    facts: placeFacts(place),
    action: { label: "See your account", url: `${baseUrl}/account#two-factor` },
    after: [NOT_YOU(baseUrl)],
    footer: "You get this mail because two-factor sign-in was switched on for your account.",
  });
}

export function twoFactorOffMail(baseUrl: string, user: Person, place: Place) {
  return composeMail({
    kind: "two_factor_off",
    to: user.email,
    userId: user.id,
    subject: "Two-factor sign-in was switched off",
    preview: "The password alone opens your account again.",
    paragraphs: [
      `Hello ${user.name},`,
      "The password alone opens your account again. Backup codes and trusted browsers are void.",
    ],
    facts: placeFacts(place),
    action: { label: "See your account", url: `${baseUrl}/account#two-factor` },
    after: [NOT_YOU(baseUrl)],
    footer: "You get this mail because two-factor sign-in was switched off for your account.",
  });
}

/** To somebody whose second factor an operator took away, as they asked for it or not. */
export function twoFactorResetMail(baseUrl: string, user: Person, reason: string) {
  return composeMail({
    kind: "two_factor_reset",
    to: user.email,
    userId: user.id,
    subject: "Two-factor sign-in was reset",
    preview: "Your app, backup codes and passkeys no longer open your account.",
    paragraphs: [
      `Hello ${user.name},`,
      "Whoever runs the site took the second factor off your account: app, backup codes and passkeys no longer open it, the password alone does, and you were signed out everywhere. Set it up again when you have signed in.",
    ],
    facts: [["Reason", reason]],
    action: { label: "Sign in", url: `${baseUrl}/sign-in?next=${encodeURIComponent("/account#two-factor")}` },
    after: [
      `If you did not ask for it, choose a new password at ${baseUrl}/forgot-password and answer whoever runs the site.`,
    ],
    footer: "You get this mail because the second factor of your account was reset.",
  });
}

export function backupCodesMail(baseUrl: string, user: Person, place: Place) {
  return composeMail({
    kind: "backup_codes_replaced",
    to: user.email,
    userId: user.id,
    subject: "You have new backup codes",
    preview: "The old ones are void.",
    paragraphs: [`Hello ${user.name},`, "Your account has new backup codes. The old ones are void."],
    facts: placeFacts(place),
    action: { label: "See your account", url: `${baseUrl}/account#two-factor` },
    after: [NOT_YOU(baseUrl)],
    footer: "You get this mail because the backup codes of your account were replaced.",
  });
}

export function passkeyAddedMail(baseUrl: string, user: Person, passkey: string, place: Place) {
  return composeMail({
    kind: "passkey_added",
    to: user.email,
    userId: user.id,
    subject: "A passkey was added to your account",
    preview: passkey,
    paragraphs: [`Hello ${user.name},`, "Your account has a new passkey. It signs in without the password."],
    facts: [["Passkey", passkey], ...placeFacts(place)],
    action: { label: "See your passkeys", url: `${baseUrl}/account#passkeys` },
    after: [NOT_YOU(baseUrl)],
    footer: "You get this mail because a passkey was added to your account.",
  });
}

export function passkeyRemovedMail(baseUrl: string, user: Person, passkey: string, place: Place) {
  return composeMail({
    kind: "passkey_removed",
    to: user.email,
    userId: user.id,
    subject: "A passkey was removed from your account",
    preview: passkey,
    paragraphs: [`Hello ${user.name},`, "A passkey of your account no longer signs in."],
    facts: [["Passkey", passkey], ...placeFacts(place)],
    action: { label: "See your passkeys", url: `${baseUrl}/account#passkeys` },
    after: [NOT_YOU(baseUrl)],
    footer: "You get this mail because a passkey was removed from your account.",
  });
}

const NOT_YOU = (baseUrl: string) =>
  `If it was not you, choose a new password at ${baseUrl}/forgot-password at once, and look at what your account page shows.`;
