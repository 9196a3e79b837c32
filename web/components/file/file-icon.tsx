import {
  BookOpen,
  File,
  FileArchive,
  FileCode,
  FileImage,
  FileMusic,
  FilePlay,
  FileSpreadsheet,
  FileText,
  FileType,
  type LucideIcon,
} from "lucide-react";
import { type FileKind, fileKind } from "@/lib/file-kind";

const icons: Record<FileKind, LucideIcon> = {
  archive: FileArchive,
  audio: FileMusic,
  book: BookOpen,
  code: FileCode,
  document: FileText,
  font: FileType,
  image: FileImage,
  other: File,
  table: FileSpreadsheet,
  video: FilePlay,
};

export function FileIcon({ name, contentType }: { name: string; contentType: string }) {
  const Icon = icons[fileKind(name, contentType).kind];
  return <Icon aria-hidden className="size-5 shrink-0 text-soft" strokeWidth={1.5} />;
}
