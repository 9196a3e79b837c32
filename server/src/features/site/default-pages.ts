import type { Slug } from "./schemas.ts";

export const TITLES: Record<Slug, string> = { help: "Help", terms: "Terms", privacy: "Privacy" };

/**
 * What the pages say until an operator writes them: true of this program, and with the places marked that only the operator can
 * fill in. They are no legal advice.
 */
export function defaultBody(slug: Slug, site: { name: string; url: string }): string {
  return TEXTS[slug].replaceAll("{site}", site.name).replaceAll("{base}", site.url);
}

const HELP = `
## Buying

Press **Buy** on a product's page. You pay on the page of our payment provider; your card number never reaches us. The page you come back to turns to **Paid** by itself and offers your files at once. A receipt comes by mail.

If you closed the window too early, nothing is lost: what you paid for is in [your library]({base}/library).

## Downloading

Open [your library]({base}/library), choose the product and press **Download**. You can download as often as you like.

- A download that was interrupted goes on where it stopped: press **Resume** in your browser, or start it again.
- Links are made for you alone and must be opened soon after they were made. If one has expired, press the button again.
- If somebody sends you their link, it will not open for you. Buy the product, or ask them for another way.

## Refunds

Each product's page says in plain words what its creator offers. Write to the creator first: they can give your money back. If they do not answer within a week, write to us. Money goes back the way it came and takes five to ten days. When all of it is given back, the files close.

## What you hear of

When a creator you follow, or are a member of, publishes something, you find it under [Notifications]({base}/notifications) and in a mail. The link at the foot of such a mail ends them; [your account]({base}/account#notifications) has a switch for everything you may hear of. Receipts are always sent.

Each creator's posts for everybody are in a feed for feed readers. As a member you have a private one: open [Memberships]({base}/memberships) and press **Private feed**. Keep its address to yourself.

## Your account

Under [Account]({base}/account) you change your name and password, see where you are signed in, and sign out everywhere. If you forgot your password, ask for a new one on the sign-in page.

## Selling

Open [the studio]({base}/studio), choose a handle and make a product. You keep your work; {site} takes a share of each sale, which you see on every order.

## Something else

Write to **[your support address]**. Tell us the order number from your receipt if it is about a purchase.
`;

const TERMS = `
> This text comes with the program and is no legal advice. The operator has to fill in the places in brackets, and should have it looked at.

## Who runs this site

{site} is run by **[name of the operator]**, **[postal address]**, **[e-mail address]**.

## What you may do

Anybody over **[age]** may have an account. You answer for what happens with it, so keep your password to yourself. We may close an account that harms others, breaks the law or these terms, and we say why.

## Buying

The contract about a product is between you and its creator; {site} takes the payment and delivers the files. What you buy is a right to use the files as the product's page says, not the work itself. Files are yours to download for as long as the creator and this site exist, and may be closed when a purchase is refunded, disputed or was made with means that were not yours.

Because files are delivered at once, the right to withdraw that consumers have in some countries ends with the download, if you agreed to that. What a creator offers beyond it stands on the product's page.

## Selling

You sell only what you have the right to sell, describe it truly, and deliver it. You set your prices. Of each sale we keep the share that you see on the order; the rest is yours. We may take products down that break the law or these terms, and tell you why.

## Our part

We run this site with care and cannot promise that it never stands still. We answer for damage we cause with intent or gross negligence, and for what the law does not let us exclude.

## Law

These terms follow the law of **[country]**. If we change them, we tell you before, and what you bought until then keeps the old ones.
`;

const PRIVACY = `
> This text comes with the program and is no legal advice. The operator has to fill in the places in brackets, and should have it looked at.

## Who answers for your data

**[Name of the operator]**, **[postal address]**, **[e-mail address]**.

## What is kept, and why

- **Your account:** name, e-mail address and a protected form of your password, to let you in.
- **Sessions:** where you are signed in, with the kind of device and the network, cut short so that it names no single connection. You see and end them under [Account]({base}/account).
- **Purchases:** what you bought, when and for how much. The law makes us keep these for **[number]** years.
- **Notifications:** that something happened that you wanted to hear of, for half a year.
- **Downloads:** which file, when, how much of it and from which network, to deliver them, to let them go on, and to settle disputes.
- **What happened:** a record of changes that matter, such as sign-ins, refunds and suspensions, to find out what went wrong.

Card numbers are handled by our payment provider and never reach us.

## Who else sees it

- The **creator** you buy from sees your name, your e-mail address, your purchase and your downloads of it.
- The **payment provider** sees what it needs to take your payment.
- Our **hosting and mail providers**, who act for us: **[names]**.

Nobody else. We sell no data and show no advertising.

## Cookies

One that keeps you signed in, and one that remembers whether you like it light or dark. Neither follows you anywhere, so nothing needs to be agreed to.

## Your rights

You may see, correct, take with you and delete what we keep about you. Some of it you do yourself under [Account]({base}/account); for the rest write to us. You may also complain to the authority of your country.
`;

const TEXTS: Record<Slug, string> = { help: HELP.trim(), terms: TERMS.trim(), privacy: PRIVACY.trim() };
