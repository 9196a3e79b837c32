/** Whether a page is one person's business, or a step on the way there: nothing that a search engine should show. */
export function isPrivatePage(path: string): boolean {
  return PRIVATE.test(path);
}

const PRIVATE =
  /^\/(account|checkout|confirm-email|denied|feed|following|forgot-password|goodbye|library|memberships|notifications|offline|operations|purchases|reset-password|sandbox|sign-in|sign-up|signed-out|studio|styleguide|suspended|unsubscribe|verify-email)(?=[/?]|$)/;
