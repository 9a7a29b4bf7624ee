import { commands, type Diagnostic, languages, Uri, window } from "vscode";

export const SCHEME = "doclint-rule";

/** Show the documentation of a rule: that of the finding at the cursor, else one chosen from what was found. */
export async function explain(): Promise<void> {
  const rule = ruleAtCursor() ?? (await chosenRule());
  if (rule) {
    await commands.executeCommand("markdown.showPreview", Uri.from({ scheme: SCHEME, path: `/${rule}.md` }));
  }
}

/** The rule whose documentation a page of this scheme shows. */
export function shownRule(page: Uri): string {
  return page.path.slice(1, -".md".length);
}

function ruleAtCursor(): string | undefined {
  const editor = window.activeTextEditor;
  const found =
    editor &&
    languages.getDiagnostics(editor.document.uri).filter((one) => one.range.contains(editor.selection.active));
  return found?.map(ruleOf).find((rule) => rule !== undefined);
}

async function chosenRule(): Promise<string | undefined> {
  const found = languages.getDiagnostics().flatMap(([, diagnostics]) => diagnostics.map(ruleOf));
  const rules = [...new Set(found.filter((rule) => rule !== undefined))].sort();
  if (!rules.length) {
    await window.showInformationMessage("doclint has found nothing that could be explained.");
  }
  return rules.length ? window.showQuickPick(rules, { placeHolder: "Rule" }) : undefined;
}

function ruleOf({ source, code }: Diagnostic): string | undefined {
  const name = typeof code === "object" ? code.value : code;
  return source === "doclint" && typeof name === "string" ? name : undefined;
}
