import type { DenyReason, ErrorCode } from "@vaulture/sdk";

/** Why access is refused, or a link to a file. */
export type Refusal =
  | DenyReason
  | Extract<ErrorCode, "wrong_viewer" | "invalid_link" | "link_expired" | "not_viewable">;
type DenialCode = Refusal | Extract<ErrorCode, "account_suspended" | "rate_limited">;

export interface Denial {
  title: string;
  text: string;
  /** The operators are who can help: the page says how to reach them. */
  help?: boolean;
  /** What helps: the page offers the matching action first. */
  action:
    | "again"
    | "browse"
    | "buy"
    | "creator"
    | "devices"
    | "library"
    | "newLink"
    | "signIn"
    | "switchAccount";
}

/** Why something stays closed, in words, by the code of the refusal and, for access that ended, what ended it. */
export function denialOf(code: string, endedReason?: string | null): Denial {
  if (code === "access_ended" && endedReason && Object.hasOwn(ended, endedReason))
    return ended[endedReason] as Denial;
  return isKnown(code) ? denials[code] : unknown;
}

/** Why something cannot be bought from where one is. */
export const notSoldHere: Denial = {
  title: "Not sold in your country",
  text: "The creator does not offer this where you are now. Nothing was ordered, and nothing was charged.",
  action: "browse",
};

/** Why a page is not shown just now. */
export const tooFast: Denial = {
  title: "That was a little fast",
  text: "Many pages were asked for within a minute, by you or from your network. Wait a minute, then go on where you were; nothing is lost.",
  action: "again",
};

/** Whether a refusal has a page of its own; any other is a problem to be shown where it happened. */
export function isDenial(code: string): boolean {
  return isKnown(code) && code !== "rate_limited";
}

function isKnown(code: string): code is DenialCode {
  return Object.hasOwn(denials, code);
}

const revoked: Denial = {
  title: "Your access was taken back",
  text: "The creator has ended access to this purchase. Ask them why, or for your money back; the receipt names the order.",
  action: "library",
};

const ended: Record<string, Denial> = {
  refunded: {
    title: "Your access has ended",
    text: "This purchase was refunded, so its files are closed. Buy it again whenever you like.",
    action: "buy",
  },
  disputed: {
    title: "Closed while the payment is disputed",
    text: "You or your bank asked for this payment back, so its files are closed. They open again if the bank decides for the payment.",
    action: "library",
  },
  revoked,
};

const denials: Record<DenialCode, Denial> = {
  sign_in_required: {
    title: "Sign in as the buyer",
    text: "Files open only for whoever bought them. Sign in with the account you paid with, then open it again from your library.",
    action: "signIn",
  },
  purchase_required: {
    title: "You do not own this yet",
    text: "This account has not bought it. If you used another account, sign in with that one.",
    action: "buy",
  },
  access_ended: {
    title: "Your access has ended",
    text: "The purchase was refunded, disputed or revoked, so its files are closed. Your library says which and when.",
    action: "library",
  },
  access_revoked: revoked,
  wrong_viewer: {
    title: "This link was made for somebody else",
    text: "Download links work only for the person they were made for, so a shared one does not open. If it is yours, sign in with the account that bought the file.",
    action: "switchAccount",
  },
  invalid_link: {
    title: "This link is not complete",
    text: "Part of the address is missing or changed. Get a fresh link from your library.",
    action: "library",
  },
  link_expired: {
    title: "This link has expired",
    text: "Links are short-lived, so a leaked one is worth nothing. A new one takes one tap.",
    action: "newLink",
  },
  creator_suspended: {
    title: "This creator is suspended",
    text: "Their files are closed while we look into it. What you bought stays in your library; write to us if you need your money back.",
    help: true,
    action: "library",
  },
  product_removed: {
    title: "This product was taken down",
    text: "The operators of this site removed it, and its files are closed for everybody. Write to us if you need your money back.",
    help: true,
    action: "library",
  },
  account_suspended: {
    title: "This account is suspended",
    text: "Nothing can be opened or bought with it for now. Write to us if you think that is a mistake.",
    help: true,
    action: "browse",
  },
  subscription_required: {
    title: "For members only",
    text: "This opens with a membership of its creator. Their page shows what there is to join, and what else they offer.",
    action: "creator",
  },
  higher_tier_required: {
    title: "For members of a higher tier",
    text: "Your membership does not include this; a higher one does. You can change it at any time.",
    action: "creator",
  },
  original_not_offered: {
    title: "To be looked at, not downloaded",
    text: "The creator shows this in a post, but does not give the file away. Open the post to see or hear it.",
    action: "creator",
  },
  not_viewable: {
    title: "This cannot be shown in a page",
    text: "It is no picture, sound or film that browsers show by themselves. Download it, and open it with a program of yours.",
    action: "newLink",
  },
  country_not_allowed: {
    title: "Not available in your country",
    text: "The creator does not offer this where you are now, so it can be neither bought nor opened here. What you bought opens again where it is offered.",
    action: "library",
  },
  too_many_devices: {
    title: "Too many devices",
    text: "This purchase is open on as many devices as it may be. Remove one that you no longer use, then open it here.",
    action: "devices",
  },
  download_limit_reached: {
    title: "Downloaded as often as it may be",
    text: "The creator limits how often each file is downloaded with one purchase. Ask them to give you more; the receipt names the order.",
    action: "library",
  },
  rate_limited: {
    title: "Too many tries",
    text: "Wait a minute, then try again. Downloads that run already go on.",
    action: "newLink",
  },
  not_found: {
    title: "There is nothing here",
    text: "The file may have been taken out, or the address is mistyped. Your library has everything you own.",
    action: "library",
  },
};

const unknown: Denial = {
  title: "This did not open",
  text: "Start again from your library. If it stays closed, tell the creator what you were about to open.",
  action: "library",
};
