// The extension against the real server: DOCLINT, else the program of the repository's environment, else that on the PATH.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { URI } from "vscode-uri";
import { activate, deactivate } from "../src/extension";
import { commands, type Diagnostic, editor, Range, Position, workspace } from "./vscode";

const OWN = resolve("../../.venv/bin/doclint");
const DOCLINT = process.env["DOCLINT"] ?? (existsSync(OWN) ? OWN : "doclint");
const CONTRIBUTES = JSON.parse(readFileSync("package.json", "utf8")).contributes;

const PAGE = `---
title: "telescope resource type"
description: "An instrument."
author: "ada"
ms.prod: "sky"
doc_type: resourcePageType
---

# telescope resource type

Namespace: contoso.sky

<<<<<<< HEAD
One line.

## Properties
|Property|Type|Description|
|:---|:---|:---|
|id|string|The id. |

## JSON representation

<!-- { "blockType": "resource", "@odata.type": "contoso.sky.telescope" } -->
\`\`\`json
{
  "id": "String"
}
\`\`\`
`;

let folder = "";
const context = { subscriptions: [] as { dispose(): unknown }[] };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "doclint-"));
  await writeFile(join(folder, "doclint.yml"), "extends: recommended\n");
  workspace.workspaceFolders = [{ uri: URI.file(folder), name: "docs", index: 0 }];
  editor.settings = { "doclint.server.path": DOCLINT };
});

afterEach(async () => {
  await deactivate();
  context.subscriptions.splice(0).forEach((one) => one.dispose());
  editor.documents.length = 0;
  editor.diagnostics.clear();
  editor.errors.length = 0;
  editor.told.length = 0;
  editor.edits.length = 0;
});

const start = (): Promise<void> => activate(context as never);

async function openPage(): Promise<readonly Diagnostic[]> {
  const path = join(folder, "telescope.md");
  await writeFile(path, PAGE);
  editor.open(path, PAGE);
  const uri = URI.file(path).toString();
  return editor.until(() => {
    const found = editor.diagnostics.get(uri);
    return found?.length ? found : undefined;
  });
}

const rules = (found: readonly Diagnostic[]): string[] =>
  found.map(({ code }) => (typeof code === "object" ? (code as { value: string }).value : String(code)));

test("a page that is opened shows its findings at their places", async () => {
  await start();
  const found = await openPage();
  assert.equal(editor.status.detail, "running");
  const conflict = found.find((_one, index) => rules(found)[index] === "merge-conflict-marker");
  assert.equal(conflict?.range.start.line, PAGE.split("\n").indexOf("<<<<<<< HEAD"));
  assert.equal(conflict?.source, "doclint");
});

test("every contributed command is there", async () => {
  await start();
  for (const { command } of CONTRIBUTES.commands) {
    assert.ok(editor.commands.has(command), command);
  }
});

test("every setting of the server is one it knows", async () => {
  for (const [key, { default: value }] of Object.entries<{ default: unknown }>(CONTRIBUTES.configuration.properties)) {
    editor.settings[key] ??= value;
  }
  editor.settings["doclint.preset"] = "strict";
  await start();
  await openPage();
  assert.deepEqual(editor.errors, []);
});

test("settings reach the server", async () => {
  await start();
  const before = rules(await openPage());
  await deactivate();
  editor.diagnostics.clear();
  editor.settings["doclint.preset"] = "all";
  await editor.commands.get("doclint.restart")?.();
  const after = rules(await openPage());
  assert.ok(after.length > before.length, `${after.length} with all rules, ${before.length} without`);
});

test("the fixes of a page are offered as one action", async () => {
  await start();
  await openPage();
  const provider = await editor.until(() => editor.actions[0]);
  const everything = new Range(new Position(0, 0), new Position(99, 0));
  const asked = { diagnostics: [], only: { value: "source.fixAll.doclint" }, triggerKind: 1 };
  const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => undefined }) };
  const actions = await provider.provideCodeActions(editor.documents[0], everything, asked, token);
  assert.deepEqual(
    actions?.map(({ kind }) => kind?.value),
    ["source.fixAll.doclint"],
  );
});

test("a page is fixed by an edit, and what has no fix is told", async () => {
  await start();
  await openPage();
  await editor.commands.get("doclint.fixActivePage")?.();
  const [page, edits] = [...(editor.edits[0]?.edits ?? [])][0] ?? [];
  assert.match(page ?? "", /telescope\.md$/);
  assert.deepEqual(
    edits?.map(({ newText }) => newText),
    ["|id|String|The id. |\n"],
  );
  await writeFile(join(folder, "empty.md"), "");
  editor.open(join(folder, "empty.md"), "");
  await editor.commands.get("doclint.fixActivePage")?.();
  assert.match(editor.told.join(), /no safe fix/);
});

test("the documentation of the rule at the cursor is shown", async () => {
  await start();
  const conflict = (await openPage()).find((one) => rules([one])[0] === "merge-conflict-marker");
  editor.place = conflict?.range.start ?? editor.place;
  const shown: { path: string; scheme: string }[] = [];
  const preview = commands.registerCommand("markdown.showPreview", (uri) => shown.push(uri as never));
  await editor.commands.get("doclint.explainRule")?.();
  preview.dispose();
  assert.equal(shown[0]?.path, "/merge-conflict-marker.md");
  const text = await editor.contents.get(shown[0]?.scheme ?? "")?.provideTextDocumentContent(shown[0] as never);
  assert.match(text ?? "", /^#+ merge-conflict-marker\n/);
});

test("the server can be restarted, and starts anew when its program is another", async () => {
  await start();
  await editor.commands.get("doclint.restart")?.();
  assert.equal(editor.status.detail, "running");
  editor.set({ "doclint.server.path": join(folder, "no-such-program") });
  await editor.until(() => editor.errors[0]);
  assert.equal(editor.status.detail, "could not start");
});

test("a program that is not there is told with what to do", async () => {
  editor.settings["doclint.server.path"] = join(folder, "no-such-program");
  await start();
  assert.match(editor.errors.join("\n"), /no-such-program.*pip install 'doclint\[lsp\]'/s);
  assert.equal(editor.status.command?.command, "doclint.restart");
});
