export { findStorageKey } from "./file-objects.ts";
export { finishHeldUpload, finishUpload } from "./finish-upload.ts";
export { ingestFile } from "./ingest-file.ts";
export { filesRoutes, uploadRoutes } from "./routes.ts";
export { sweepUploads } from "./sweep-uploads.ts";
export { labelFile, listUnlabelled } from "./unlabelled.ts";
export { HEAD_BYTES, sniffViewType } from "./view-type.ts";
