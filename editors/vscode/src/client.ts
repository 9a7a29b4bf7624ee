import { workspace } from "vscode";
import { LanguageClient, type LanguageClientOptions, TransportKind } from "vscode-languageclient/node";

export const SECTION = "doclint";

/** What the server may be told of the settings; the others are for this extension. */
const SERVER_KEYS = ["preset", "configuration", "unsafeFixes", "run"] as const;

/** A client for the server of the program `command`, not started yet. */
export function createClient(command: string): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: [
      { scheme: "file", language: "markdown" },
      { scheme: "file", pattern: "**/doclint.yml" },
    ],
    initializationOptions: forServer(workspace.getConfiguration(SECTION)),
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const given = await next(params, token);
          return Array.isArray(given) ? given.map((one) => forServer(one)) : given;
        },
      },
    },
  };
  return new LanguageClient(SECTION, "doclint", { command, args: ["server"], transport: TransportKind.stdio }, options);
}

function forServer(settings: unknown): unknown {
  if (typeof settings !== "object" || settings === null) {
    return settings;
  }
  const all = settings as Record<string, unknown>;
  return Object.fromEntries(SERVER_KEYS.filter((key) => all[key] !== undefined).map((key) => [key, all[key]]));
}
