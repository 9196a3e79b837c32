/** Where this process reaches the API; the browser uses its own origin instead. */
export const internalApiUrl = process.env.INTERNAL_API_URL ?? "http://127.0.0.1:3000";

/** The public address of the installation, for canonical links. */
export const publicUrl = process.env.BASE_URL ?? "http://localhost:3000";

/** The name on the door. */
export const siteName = "Vaulture";
