import { inject } from "vitest";

const installation = inject("installation");

/** Origin of the server under test. */
export const baseUrl = installation.url;

/** Its data directory, when the suite itself started it; tests that look into it need that. */
export const dataDir = installation.dataDir;

/** Whether the suite may look into the installation's database and secrets. */
export const isOurs = dataDir !== null;

/** Why a test that needs more than HTTP is skipped, for its name. */
export const needsOurs = isOurs ? "" : " (skipped: needs a server of its own)";
