import { composeMail } from "../mail/index.ts";

type Person = { email: string; name: string };

export function verificationMail(baseUrl: string, user: Person, token: string) {
  return composeMail({
    kind: "verify_email",
    to: user.email,
    subject: "Confirm your e-mail address",
    paragraphs: [
      // No name: it was typed by whoever signed up, who need not be the one who reads this.
      "Hello,",
      "confirm that this is your address, so that receipts and password resets reach you.",
    ],
    action: { label: "Confirm address", url: `${baseUrl}/verify-email?token=${encodeURIComponent(token)}` },
    footer: "The link works for 24 hours. If you did not sign up, ignore this mail.",
  });
}

export function passwordResetMail(baseUrl: string, user: Person, token: string) {
  return composeMail({
    kind: "reset_password",
    to: user.email,
    subject: "Choose a new password",
    paragraphs: [
      `Hello ${user.name},`,
      "somebody asked for a new password for your account. If it was you, choose one now.",
    ],
    action: {
      label: "Choose a password",
      url: `${baseUrl}/reset-password?token=${encodeURIComponent(token)}`,
    },
    footer:
      "The link works once, for one hour. If it was not you, ignore this mail: your password stays as it is.",
  });
}

export function signUpAttemptMail(baseUrl: string, user: Person) {
  return composeMail({
    kind: "sign_up_attempt",
    to: user.email,
    subject: "You already have an account",
    paragraphs: [
      `Hello ${user.name},`,
      "somebody tried to sign up with this address, which already has an account.",
    ],
    action: { label: "Sign in", url: `${baseUrl}/sign-in` },
    footer: "If it was not you, there is nothing to do: nobody learned that the account exists.",
  });
}
