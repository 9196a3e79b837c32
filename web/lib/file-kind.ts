export type FileKind =
  | "archive"
  | "audio"
  | "book"
  | "code"
  | "document"
  | "font"
  | "image"
  | "other"
  | "table"
  | "video";

/** What a file is, from its name first (people trust it) and its content type second, with a word for it: "ZIP archive". */
export function fileKind(name: string, contentType: string): { kind: FileKind; label: string } {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const kind = byExtension.get(extension) ?? byType(contentType);
  return { kind, label: extension ? `${extension.toUpperCase()} ${nouns[kind]}` : capital(nouns[kind]) };
}

const nouns: Record<FileKind, string> = {
  archive: "archive",
  audio: "audio",
  book: "book",
  code: "code",
  document: "document",
  font: "font",
  image: "image",
  other: "file",
  table: "table",
  video: "video",
};

const extensions: Record<Exclude<FileKind, "other">, string> = {
  archive: "zip 7z rar tar gz tgz xz zst dmg iso",
  audio: "mp3 wav flac m4a ogg opus aac aiff mid",
  book: "epub mobi azw3",
  code: "js ts jsx tsx py rb go rs c h cpp java swift kt sh json yaml yml toml html css sql ipynb wasm",
  document: "pdf doc docx odt rtf txt md pages tex",
  font: "ttf otf woff woff2",
  image: "png jpg jpeg gif webp avif svg heic tif tiff psd ai sketch fig raw",
  table: "csv tsv xls xlsx ods numbers parquet",
  video: "mp4 mov mkv webm avi m4v",
};

const byExtension = new Map<string, FileKind>(
  Object.entries(extensions).flatMap(([kind, list]) =>
    list.split(" ").map((extension) => [extension, kind as FileKind] as const),
  ),
);

function byType(contentType: string): FileKind {
  const [top = "", sub = ""] = contentType.toLowerCase().split("/");
  if (top === "audio" || top === "video" || top === "image" || top === "font") return top;
  if (/zip|tar|compressed/.test(sub)) return "archive";
  if (sub.includes("epub")) return "book";
  if (top === "text" || sub.includes("pdf")) return "document";
  return "other";
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
