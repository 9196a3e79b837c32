import { describe, expect, it } from "vitest";
import { pageRetryAfter, pageStatus } from "./page-status.ts";

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

describe("when to come back to a page", () => {
  it.each([
    ["/denied?code=rate_limited&wait=12&page=%2Fposts", "12"],
    ["/denied?code=rate_limited", "60"],
    ["/denied?code=rate_limited&wait=0", "60"],
    ["/denied?code=rate_limited&wait=1%0d%0aset-cookie:x", "60"],
    ["/denied?code=not_found&wait=12", null],
    ["/posts?code=rate_limited&wait=12", null],
  ])("%s says %s", (url, seconds) => {
    expect(pageRetryAfter(url)).toBe(seconds);
  });
});
