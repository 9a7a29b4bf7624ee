import assert from "node:assert/strict";
import { mkdtemp, mkdir, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { serverCommand } from "../src/server";

const PROGRAM = process.platform === "win32" ? ".venv/Scripts/doclint.exe" : ".venv/bin/doclint";

async function folderWithEnvironment(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "doclint-"));
  await mkdir(dirname(join(folder, PROGRAM)), { recursive: true });
  await writeFile(join(folder, PROGRAM), "");
  return folder;
}

test("what is set is what runs", async () => {
  assert.equal(serverCommand(" /opt/doclint ", [await folderWithEnvironment()]), "/opt/doclint");
});

test("what is set may name the folder and the home", () => {
  assert.equal(serverCommand("${workspaceFolder}/env/bin/doclint", ["/docs", "/more"]), "/docs/env/bin/doclint");
  assert.equal(serverCommand("~/bin/doclint", []), `${homedir()}/bin/doclint`);
});

test("an environment in any of the folders comes before the PATH", async () => {
  const folder = await folderWithEnvironment();
  assert.equal(serverCommand("", ["/nowhere", folder]), join(folder, PROGRAM));
  assert.equal(serverCommand("", ["/nowhere"]), "doclint");
});
