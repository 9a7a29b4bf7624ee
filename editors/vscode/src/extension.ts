// A thin client: everything that doclint knows, the server knows. This finds it, starts it and gives it commands.
import { commands, type ExtensionContext, type Uri, window, workspace } from "vscode";
import { ExecuteCommandRequest, type LanguageClient } from "vscode-languageclient/node";
import { createClient, SECTION } from "./client";
import { explain, SCHEME, shownRule } from "./explain";
import { serverCommand } from "./server";
import { createStatus, type Status } from "./status";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const status = createStatus();
  context.subscriptions.push(
    status,
    workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: documentation }),
    commands.registerCommand("doclint.fixActivePage", fixActivePage),
    commands.registerCommand("doclint.explainRule", explain),
    commands.registerCommand("doclint.restart", () => restart(status)),
    commands.registerCommand("doclint.showOutput", () => client?.outputChannel.show()),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.server`)) {
        void restart(status);
      }
    }),
  );
  await restart(status);
}

export async function deactivate(): Promise<void> {
  const last = client;
  client = undefined;
  if (last?.needsStop()) {
    await last.dispose();
  }
}

async function restart(status: Status): Promise<void> {
  await deactivate();
  const set = workspace.getConfiguration(SECTION).get<string>("server.path", "");
  const command = serverCommand(
    set,
    (workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
  );
  client = createClient(command);
  status.follow(client);
  try {
    await client.start();
  } catch (error) {
    status.fail();
    await tell(command, error);
  }
}

/** Make the fixes that are safe in the page that is shown. */
async function fixActivePage(): Promise<void> {
  const page = window.activeTextEditor?.document.uri.toString();
  if (page && (await ask("doclint.fixPage", page)) === false) {
    await window.showInformationMessage("doclint has no safe fix for this page.");
  }
}

async function documentation(page: Uri): Promise<string> {
  return String(await ask("doclint.explain", shownRule(page)));
}

/** What the server answers to one of its commands. */
async function ask(command: string, ...args: unknown[]): Promise<unknown> {
  return client?.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
}

async function tell(command: string, error: unknown): Promise<void> {
  const why = error instanceof Error ? error.message : String(error);
  const advice = "Install it with: pip install 'doclint[lsp]', or say in the settings where it is.";
  const settings = "Open Settings";
  if (
    (await window.showErrorMessage(`doclint could not be run (${command}): ${why}. ${advice}`, settings)) === settings
  ) {
    await commands.executeCommand("workbench.action.openSettings", "doclint.server.path");
  }
}
