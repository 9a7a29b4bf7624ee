import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where the environment of a folder keeps its programs, here. */
const PROGRAMS = process.platform === "win32" ? [".venv/Scripts/doclint.exe"] : [".venv/bin/doclint"];

/**
 * The program to run: the one that is set, else that of a folder's virtual environment, else the one on the PATH.
 *
 * In what is set, `${workspaceFolder}` stands for the first folder and a leading `~` for the user's home.
 */
export function serverCommand(set: string, folders: readonly string[]): string {
  if (set.trim()) {
    return set
      .trim()
      .replaceAll("${workspaceFolder}", folders[0] ?? "")
      .replace(/^~(?=[/\\])/, homedir());
  }
  const candidates = folders.flatMap((folder) => PROGRAMS.map((program) => join(folder, program)));
  return candidates.find((candidate) => existsSync(candidate)) ?? "doclint";
}
