export { finishUpload } from "./finish-upload.ts";
export { type FileToIngest, ingestFile } from "./ingest-file.ts";
export { locateFile } from "./locate-file.ts";
export type { FileRow } from "./queries.ts";
export { filesRoutes, uploadRoutes } from "./routes.ts";
export { sweepUploads } from "./sweep-uploads.ts";
