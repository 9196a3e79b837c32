/** Where this process reaches the API; the browser uses its own origin instead. */
export const internalApiUrl = process.env.INTERNAL_API_URL ?? "http://127.0.0.1:3000";

/** The public address of the installation, for canonical links. */
export const publicUrl = process.env.BASE_URL ?? "http://localhost:3000";

/** The name on the door. Like all of this for server components alone: a browser has no such environment. */
export const siteName = process.env.SITE_NAME ?? "Vaulture";

/** Where the stylesheet and the logo of a white-label installation are served; null for our own look. */
export const brandCssUrl = process.env.BRAND_CSS_URL || null;
export const brandLogoUrl = process.env.BRAND_LOGO_URL || null;

/** Whether mail goes nowhere and people read it on a page instead. */
export const sandboxMail = process.env.SANDBOX_MAIL === "1";

/** Whether the terminal of the installation prints the mail that lets somebody in again who cannot sign in to read it. */
export const mailInTerminal = process.env.MAIL_IN_TERMINAL === "1";

/** Names the build that these pages are of; nothing while they are edited. */
export const pagesVersion = process.env.NEXT_PUBLIC_PAGES_VERSION;
