import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** Where a program is, by its name on `path` (as `PATH` is written) or its own path; null where there is none that may be run. */
export function findProgram(name: string, path: string): string | null {
  const places = name.includes("/")
    ? [name]
    : path
        .split(delimiter)
        .filter(isAbsolute)
        .map((directory) => join(directory, name));
  return places.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
