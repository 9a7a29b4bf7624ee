import { type Disposable, languages, LanguageStatusSeverity } from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";

export interface Status extends Disposable {
  /** Show how this client is from now on. */
  follow(client: LanguageClient): void;
  /** Show that there is no server. */
  fail(): void;
}

const DETAIL = {
  [State.Stopped]: "stopped",
  [State.Starting]: "starting",
  [State.Running]: "running",
  [State.StartFailed]: "could not start",
};

/** What the status bar says of the server, beside the language of a page. */
export function createStatus(): Status {
  const item = languages.createLanguageStatusItem("doclint.status", { language: "markdown" });
  const show = (state: State): void => {
    item.text = "doclint";
    item.detail = DETAIL[state];
    item.busy = state === State.Starting;
    item.severity = state === State.StartFailed ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command =
      state === State.Running || state === State.Starting
        ? { command: "doclint.showOutput", title: "Show Output" }
        : { command: "doclint.restart", title: "Restart" };
  };
  show(State.Stopped);
  return {
    follow: (client) => void client.onDidChangeState(({ newState }) => show(newState)),
    fail: () => show(State.StartFailed),
    dispose: () => item.dispose(),
  };
}
