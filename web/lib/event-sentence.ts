import type { TrailEvent } from "@vaulture/sdk";
import type { Refusal } from "./denials.ts";

type Told = Pick<TrailEvent, "type" | "actor" | "creator" | "subject" | "data">;
type Teller = (event: Told) => string;

/** One line of the event trail as a sentence: who did what to what, and why where a reason was given. */
export function eventSentence(event: Told): string {
  const sentence = (tellers[event.type] ?? plainly)(event);
  const reason = typeof event.data.reason === "string" && !coded.has(event.type) ? event.data.reason : "";
  return reason ? `${sentence}: ${reason}` : sentence;
}

const who = ({ actor, type }: Told) =>
  actor?.name ?? (actor ? "Somebody who is gone" : byVisitors.test(type) ? "A visitor" : "The system");
/** What people do who are not signed in, too; nothing else is done by nobody but the program itself. */
const byVisitors = /^(view|download)\.|^access\.denied$/;
const whom = (event: Told) => (event.actor ? who(event) : "a visitor");
const what = ({ subject }: Told) =>
  subject?.label ?? (subject ? `${subject.type} ${subject.id}` : "something");
const did =
  (verb: string): Teller =>
  (event) =>
    `${who(event)} ${verb} ${afterVerb(verb, event)}`;
/** What has no name of its own is called by its kind once. */
const afterVerb = (verb: string, event: Told) => {
  const { subject } = event;
  return subject && !subject.label && verb.endsWith(` ${subject.type}`) ? subject.id : what(event);
};

/** Their reason is a word of the program's own, which the sentence says better. */
const coded = new Set([
  "download.cut",
  "upload.refused",
  "access.denied",
  "access.ended",
  "access.restored",
  "file.failed",
]);

const denials: Record<Refusal | "too_many_streams" | "too_many_pictures", string> = {
  sign_in_required: "they were not signed in",
  purchase_required: "they had not bought it",
  subscription_required: "they were no member",
  higher_tier_required: "their membership does not include it",
  original_not_offered: "it is shown, and not given away",
  country_not_allowed: "it is not offered in their country",
  too_many_devices: "it was open on as many devices as it may be",
  download_limit_reached: "they had downloaded it as often as one may",
  access_ended: "their access had ended",
  access_revoked: "their access had been taken away",
  creator_suspended: "the creator is suspended",
  product_removed: "the product was taken down",
  wrong_viewer: "the link was made for somebody else",
  invalid_link: "the link was not whole",
  link_expired: "the link had expired",
  too_many_streams: "too many of their downloads ran at once",
  too_many_pictures: "they asked for too many pictures at once",
  not_viewable: "it cannot be shown in a page",
  not_found: "there was nothing they may know of",
};

const cuts: Record<string, string> = {
  decision: "they may not have it any more",
  stalled: "too little was taken",
  shutdown: "the server stopped",
  storage: "the storage failed",
};

const tellers: Record<string, Teller> = {
  "user.signed_up": (event) => `${who(event)} signed up`,
  "user.deleted": () => "An account was deleted",
  "device.removed": (event) => `${who(event)} removed a device: ${String(event.data.device ?? "")}`,
  "user.suspended": did("suspended"),
  "user.restored": did("let back in"),
  "user.signed_out": (event) => `${who(event)} signed ${what(event)} out everywhere`,
  "user.verification_sent": (event) => `${who(event)} sent ${what(event)} a new confirmation`,
  "user.password_reset": (event) => `${who(event)} chose a new password`,
  "watermark.traced": (event) => `${who(event)} asked whose watermark it is: ${what(event)}'s`,
  "user.made_operator": (event) => `${what(event)} became an operator`,
  "user.unmade_operator": (event) => `${what(event)} is no operator any more`,
  "user.password_changed": (event) => `${who(event)} changed the password`,
  "user.email_change_asked": (event) => `${who(event)} asked to change the e-mail address`,
  "user.email_changed": (event) => `${who(event)} changed the e-mail address`,
  "two_factor.enabled": (event) => `${who(event)} switched two-factor sign-in on`,
  "two_factor.disabled": (event) => `${who(event)} switched two-factor sign-in off`,
  "two_factor.reset": did("reset the second factor of"),
  "two_factor.backup_codes_replaced": (event) => `${who(event)} got new backup codes`,
  "passkey.added": (event) => `${who(event)} added a passkey`,
  "passkey.removed": (event) => `${who(event)} removed a passkey`,
  "session.refused": (event) =>
    `A sign-in as ${what(event)} was refused: ${event.data.step === 2 ? "the code" : "the password"} was wrong`,
  "session.ended": (event) => `${who(event)} ended sessions`,
  "session.new_device": (event) => `${who(event)} signed in on a new device`,
  "session.started": (event) => `${who(event)} signed in`,
  "creator.created": did("opened the storefront"),
  "creator.updated": did("changed the storefront"),
  "creator.storefront_arranged": did("arranged the storefront"),
  "creator.followed": did("began to follow"),
  "creator.unfollowed": did("stopped following"),
  "creator.suspended": did("suspended the creator"),
  "creator.restored": did("restored the creator"),
  "creator.closed": did("closed the storefront"),
  "post.created": did("began the post"),
  "post.updated": did("changed the post"),
  "post.published": did("published the post"),
  "post.draft": did("took back to the drafts"),
  "post.archived": did("archived the post"),
  "post.deleted": (event) => `${who(event)} deleted the post ${String(event.data.title ?? what(event))}`,
  "tier.created": did("made the tier"),
  "tier.updated": did("changed the tier"),
  "tier.archived": did("closed to new members the tier"),
  "tier.reopened": did("opened again the tier"),
  "tiers.ordered": (event) => `${who(event)} put the tiers in another order`,
  "membership.started": did("began to become a member of"),
  "membership.trialing": did("tries out the membership of"),
  "membership.active": did("is a member of"),
  "membership.past_due": (event) => `The renewal of ${what(event)} for ${who(event)} was not paid`,
  "membership.cancelled": (event) => `The membership of ${what(event)} will not be renewed for ${who(event)}`,
  "membership.expired": (event) => `The membership of ${what(event)} ended for ${who(event)}`,
  "membership.cancel_asked": did("cancelled the membership of"),
  "membership.resume_asked": did("took back the end of the membership of"),
  "membership.change_asked": did("asked to change the membership of"),
  "product.created": did("began the product"),
  "product.updated": did("changed the product"),
  "product.published": did("published"),
  "product.unpublished": did("took off sale"),
  "product.archived": did("archived"),
  "product.deleted": (event) => `${who(event)} deleted the draft ${String(event.data.title ?? what(event))}`,
  "product.removed": (event) =>
    `${who(event)} took down ${what(event)}, ${event.data.endsAccess ? "from its buyers too" : "its buyers keep it"}`,
  "product.restored": did("restored"),
  "post.removed": (event) =>
    `${who(event)} took down the post ${what(event)}, ${event.data.endsAccess === false ? "its buyers keep it" : "from its buyers too"}`,
  "post.restored": did("restored the post"),
  "post.liked": did("likes"),
  "post.unliked": did("no longer likes"),
  "post.reported": did("reported"),
  "comment.written": (event) => `${who(event)} wrote a comment`,
  "comment.deleted": (event) =>
    event.data.by === "author"
      ? `${who(event)} deleted a comment of their own`
      : `${who(event)} deleted a comment`,
  "comment.hidden": did("hid the comment"),
  "comment.shown": did("showed again the comment"),
  "comment.removed": (event) => `${who(event)} took down a comment`,
  "report.closed": did("closed the reports of"),
  "comment.reported": did("reported the comment"),
  "fan.blocked": did("blocked"),
  "fan.unblocked": did("unblocked"),
  "file.uploaded": did("uploaded"),
  "file.infected": (event) => `The virus scanner found something in ${what(event)} of ${who(event)}`,
  "upload.refused": (event) => `${who(event)} was refused an upload`,
  "file.renamed": did("renamed"),
  "file.removed": did("removed the file"),
  "file.failed": (event) => `The upload of ${what(event)} failed`,
  "file.expired": (event) => `The upload of ${what(event)} was not finished in time`,
  "file.bytes_missing": (event) => `The bytes of ${what(event)} are missing from storage`,
  "product.limits_changed": did("changed who may open"),
  "downloads.reset": did("gave new downloads to the buyer of"),
  "purchase.started": did("began to buy"),
  "purchase.completed": did("bought"),
  "purchase.failed": (event) => `The payment of ${who(event)} for ${what(event)} failed`,
  "purchase.expired": (event) => `${who(event)} did not pay for ${what(event)} in time`,
  "purchase.refunded": (event) => `${who(event)} got all money back for ${what(event)}`,
  "purchase.partially_refunded": (event) => `${who(event)} got a part of the money back for ${what(event)}`,
  "purchase.disputed": did("disputed the payment for"),
  "purchase.dispute_lost": (event) => `The dispute of ${who(event)} about ${what(event)} was lost`,
  "refund.requested": did("refunded an order of"),
  "receipt.resent": did("sent the receipt again for"),
  "access.revoked": did("took away the access to"),
  "access.returned": did("gave back the access to"),
  "webhook.refused": () => "A message that claimed to come from the payment provider was refused",
  "demo.begun": () => "Demo content began to be made",
  "demo.filled": () => "Demo content was made",
  "payment.mismatch": (event) => `A payment did not match the order of ${what(event)}`,
  "access.ended": (event) => `${who(event)} lost access to ${what(event)}`,
  "access.restored": (event) => `${who(event)} got access to ${what(event)} again`,
  "access.denied": (event) => {
    const code = String(event.data.reason ?? "");
    const reason = Object.hasOwn(denials, code) ? denials[code as keyof typeof denials] : code;
    const subject = event.subject ? what(event) : "a download";
    const times = Number(event.data.count ?? 1);
    return `${who(event)} was refused ${subject}${times > 1 ? ` ${times} times` : ""}: ${reason}`;
  },
  "download.created": did("got a link to"),
  "download.started": did("began to download"),
  "download.resumed": did("went on downloading"),
  "download.served": did("downloaded"),
  "download.cut": (event) =>
    `The download of ${what(event)} by ${whom(event)} was cut: ${cuts[String(event.data.cause)] ?? String(event.data.cause)}`,
  "view.created": (event) => {
    const files = Array.isArray(event.data.files) ? event.data.files.length : 1;
    const times = Number(event.data.count ?? 1);
    return `${who(event)} opened a page with ${files === 1 ? what(event) : `${files} files`}${times > 1 ? ` ${times} times` : ""}`;
  },
  "view.started": did("began to see"),
  "view.served": did("was shown"),
  "view.cut": (event) =>
    `What ${whom(event)} was shown of ${what(event)} was cut: ${cuts[String(event.data.cause)] ?? String(event.data.cause)}`,
  "events.erased": (event) =>
    `${String(event.data.count)} events lost their details${event.data.why === "before_told" ? ", before it was written down which" : event.data.before ? ", because they are old" : ", because an account was deleted"}`,
  "trail.check_asked": (event) => `${who(event)} had the trail verified`,
  "trail.checked": (event) =>
    Number(event.data.findings) > 0
      ? `The trail was verified and does not fit together: ${String(event.data.findings)} findings`
      : "The trail was verified and is whole",
  "alert.raised": (event) => `An alert was raised: ${String(event.data.rule).replaceAll("_", " ")}`,
  "alert.acknowledged": (event) => `${who(event)} acknowledged an alert`,
  "alert.muted": (event) => `${who(event)} muted an alert`,
  "alert.unmuted": (event) => `${who(event)} unmuted an alert`,
  "job.retried": (event) => `${who(event)} let a ${String(event.data.kind)} job run again`,
  "job.removed": (event) => `${who(event)} removed a ${String(event.data.kind)} job`,
  "mail.resent": did("sent again the mail"),
  "category.created": did("added the category"),
  "category.updated": did("changed the category"),
  "category.deleted": (event) =>
    `${who(event)} removed the category ${String(event.data.name ?? what(event))}`,
  "site_page.updated": (event) => `${who(event)} wrote the page ${event.subject?.id ?? ""}`,
};

/** A type nobody has written a sentence for: `follow.started` reads "Ann: follow started, @mira". */
function plainly(event: Told): string {
  const words = event.type.replaceAll(/[._]/g, " ");
  return event.subject ? `${who(event)}: ${words}, ${what(event)}` : `${who(event)}: ${words}`;
}
