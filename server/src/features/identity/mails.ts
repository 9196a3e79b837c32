import type { Place } from "../../http/place.ts";
import { composeMail } from "../mail/index.ts";

export type Person = { id: string; email: string; name: string };

export function verificationMail(baseUrl: string, user: Person, token: string) {
  return composeMail({
    kind: "verify_email",
    to: user.email,
    userId: user.id,
    subject: "Confirm your e-mail address",
    preview: "One click, so that receipts and password resets reach you.",
    // No name: it was typed by whoever signed up, who need not be the one who reads this.
    paragraphs: ["Confirm that this is your address, so that receipts and password resets reach you."],
    action: { label: "Confirm address", url: `${baseUrl}/verify-email?token=${encodeURIComponent(token)}` },
    after: ["The link works for 24 hours."],
    footer: "You get this mail because somebody signed up with this address. If it was not you, ignore it.",
  });
}

export function passwordResetMail(baseUrl: string, user: Person, token: string) {
  return composeMail({
    kind: "reset_password",
    to: user.email,
    userId: user.id,
    subject: "Choose a new password",
    preview: "The link works once, for one hour.",
    paragraphs: [
      `Hello ${user.name},`,
      "Somebody asked for a new password for your account. If it was you, choose one now.",
    ],
    action: {
      label: "Choose a password",
      url: `${baseUrl}/reset-password?token=${encodeURIComponent(token)}`,
    },
    after: ["The link works once, for one hour. A new password signs you out everywhere."],
    footer: "If it was not you, ignore this mail: your password stays as it is.",
  });
}

export function passwordChangedMail(baseUrl: string, user: Person, place: Place) {
  return composeMail({
    kind: "password_changed",
    to: user.email,
    userId: user.id,
    subject: "Your password was changed",
    preview: "Every other browser was signed out.",
    paragraphs: [
      `Hello ${user.name},`,
      "Your account has a new password, and every other browser was signed out.",
    ],
    facts: placeFacts(place),
    after: [NOT_YOU],
    action: { label: "Choose another password", url: `${baseUrl}/forgot-password` },
    footer: "You get this mail because the password of your account was changed.",
  });
}

export function signUpAttemptMail(baseUrl: string, user: Person) {
  return composeMail({
    kind: "sign_up_attempt",
    to: user.email,
    userId: user.id,
    subject: "You already have an account",
    preview: "Somebody tried to sign up with your address.",
    paragraphs: [
      `Hello ${user.name},`,
      "Somebody tried to sign up with this address, which already has an account. If it was you, sign in instead.",
    ],
    action: { label: "Sign in", url: `${baseUrl}/sign-in` },
    after: [`Forgotten the password? Ask for a new one at ${baseUrl}/forgot-password`],
    footer: "If it was not you, there is nothing to do: nobody learned that the account exists.",
  });
}

export function newDeviceMail(baseUrl: string, user: Person, place: Place) {
  return composeMail({
    kind: "new_sign_in",
    to: user.email,
    userId: user.id,
    subject: "New sign-in to your account",
    preview: `${place.device}, ${writtenTime(place.at)}`,
    paragraphs: [
      `Hello ${user.name},`,
      "Somebody signed in to your account with a browser that we have not seen before. If it was you, there is nothing to do.",
    ],
    facts: placeFacts(place),
    action: { label: "See where you are signed in", url: `${baseUrl}/account#sessions` },
    after: [
      `If it was not you, choose a new password at ${baseUrl}/forgot-password: it signs everybody else out.`,
    ],
    footer: "You get this mail when somebody signs in from a browser that is new to your account.",
  });
}

/** To the address that is to be the new one; says nothing of the account, whose holder may have mistyped it. */
export function confirmAddressMail(baseUrl: string, userId: string, newEmail: string, token: string) {
  return composeMail({
    kind: "change_email",
    to: newEmail,
    userId,
    subject: "Confirm your new e-mail address",
    preview: "Your account gets this address once you confirm it.",
    paragraphs: ["Somebody asked to use this address for their account. If it was you, confirm it."],
    action: { label: "Confirm address", url: `${baseUrl}/confirm-email?token=${encodeURIComponent(token)}` },
    after: ["The link works once, for 24 hours. Until then nothing changes."],
    footer: "If it was not you, ignore this mail: nothing happens.",
  });
}

/** To an address that already has an account of its own, when another one asks for it. */
export function addressTakenMail(baseUrl: string, holder: Person) {
  return composeMail({
    kind: "change_email_taken",
    to: holder.email,
    userId: holder.id,
    subject: "You already have an account",
    preview: "Somebody asked to use this address for another account.",
    paragraphs: [
      `Hello ${holder.name},`,
      "Somebody asked to use this address for another account. It already has one, so nothing was changed.",
    ],
    action: { label: "Sign in", url: `${baseUrl}/sign-in` },
    after: ["To use the address elsewhere, change or delete the account that has it first."],
    footer: "If it was not you, there is nothing to do: nobody learned that the account exists.",
  });
}

export function addressChangeAskedMail(baseUrl: string, user: Person, newEmail: string, place: Place) {
  return composeMail({
    kind: "change_email_asked",
    to: user.email,
    userId: user.id,
    subject: "A new e-mail address was asked for",
    preview: `Your account is to move to ${newEmail}.`,
    paragraphs: [
      `Hello ${user.name},`,
      `Somebody who knows your password asked to move your account to ${newEmail}. It happens once that address is confirmed.`,
    ],
    facts: placeFacts(place),
    after: [
      "If it was not you, choose a new password now: it stops the change and signs everybody else out.",
    ],
    action: { label: "Choose a new password", url: `${baseUrl}/forgot-password` },
    footer: "You get this mail because this is the present address of your account.",
  });
}

export function addressChangedMail(baseUrl: string, user: Person, newEmail: string, at: Date) {
  return composeMail({
    kind: "email_changed",
    to: user.email,
    userId: user.id,
    subject: "Your e-mail address was changed",
    preview: `Your account belongs to ${newEmail} now.`,
    paragraphs: [
      `Hello ${user.name},`,
      `Your account belongs to ${newEmail} now. Sign in with it; this address no longer opens anything.`,
    ],
    facts: [["Time", writtenTime(at)]],
    footer: `You get this mail because this was the address of your account. If it was not you, write to whoever runs ${new URL(baseUrl).host}.`,
  });
}

export function accountDeletedMail(user: { email: string }, at: Date) {
  return composeMail({
    kind: "account_deleted",
    to: user.email,
    subject: "Your account is deleted",
    preview: "This is the last mail about it.",
    paragraphs: [
      "Your account and what it said about you are gone. What the law wants kept about payments stays, without your name.",
      "The address is free: whoever signs up with it gets a new account, without what you bought.",
    ],
    facts: [["Time", writtenTime(at)]],
    footer: "You get this mail because your account was deleted. It is the last one.",
  });
}

const NOT_YOU = "If it was not you, choose another password at once: it signs everybody else out.";

/** Where something came from, for the table of a mail. */
export function placeFacts({ device, network, at }: Place): [string, string][] {
  return [
    ["Device", device],
    ["Network", network],
    ["Time", writtenTime(at)],
  ];
}

function writtenTime(at: Date): string {
  return `${at.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" })} UTC`;
}
