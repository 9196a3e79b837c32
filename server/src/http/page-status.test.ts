import { describe, expect, it } from "vitest";
import { pageStatus } from "./page-status.ts";

describe("the status of a page", () => {
  it.each([
    ["/denied?code=link_expired&file=x", 410],
    ["/denied?code=sign_in_required", 401],
    ["/denied?code=wrong_viewer", 403],
    ["/denied?code=rate_limited", 429],
    ["/denied?code=not_found", 404],
    ["/denied?code=of_a_later_version", 403],
    ["/denied?code=toString", 403],
    ["/denied", 403],
    ["/", null],
    ["/p/denied?code=link_expired", null],
    ["//denied/?code=link_expired", null],
  ])("%s is %s", (url, status) => {
    expect(pageStatus(url)).toBe(status);
  });
});
