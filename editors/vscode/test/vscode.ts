// What the extension and its client library use of the editor, as small as it can be. Tests look at `editor`.
import { EventEmitter as NodeEmitter } from "node:events";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";

type Listener<T> = (value: T) => unknown;
type Settings = Record<string, unknown>;
type Command = (...args: unknown[]) => unknown;

export class Disposable {
  constructor(private readonly end: () => unknown) {}
  static from(...many: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => many.forEach((one) => one.dispose()));
  }
  dispose(): void {
    this.end();
  }
}

export class EventEmitter<T> {
  private readonly emitter = new NodeEmitter().setMaxListeners(0);
  readonly event = (listener: Listener<T>, self?: unknown, disposables?: Disposable[]): Disposable => {
    const bound = (value: T): unknown => listener.call(self, value);
    this.emitter.on("fired", bound);
    const end = new Disposable(() => this.emitter.off("fired", bound));
    disposables?.push(end);
    return end;
  };
  fire(value: T): void {
    this.emitter.emit("fired", value);
  }
  dispose(): void {
    this.emitter.removeAllListeners();
  }
}

export class CancellationError extends Error {}
export class CancellationTokenSource {
  private readonly cancelled = new EventEmitter<void>();
  readonly token = { isCancellationRequested: false, onCancellationRequested: this.cancelled.event };
  cancel(): void {
    this.token.isCancellationRequested = true;
    this.cancelled.fire();
  }
  dispose(): void {
    this.cancelled.dispose();
  }
}

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
  isBeforeOrEqual(other: Position): boolean {
    return this.line < other.line || (this.line === other.line && this.character <= other.character);
  }
}
export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(start: Position | number, end: Position | number, endLine?: number, endCharacter?: number) {
    this.start = typeof start === "number" ? new Position(start, end as number) : start;
    this.end = typeof end === "number" ? new Position(endLine ?? 0, endCharacter ?? 0) : end;
  }
  contains(place: Position): boolean {
    return this.start.isBeforeOrEqual(place) && place.isBeforeOrEqual(this.end);
  }
}
export class Diagnostic {
  source?: string;
  code?: unknown;
  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity: number,
  ) {}
}
export class CodeActionKind {
  static readonly Empty = new CodeActionKind("");
  static readonly QuickFix = new CodeActionKind("quickfix");
  constructor(readonly value: string) {}
  append(part: string): CodeActionKind {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
  }
}
export class CodeAction {
  edit?: WorkspaceEdit;
  constructor(
    readonly title: string,
    readonly kind?: CodeActionKind,
  ) {}
}
export class TextEdit {
  constructor(
    readonly range: Range,
    readonly newText: string,
  ) {}
}
export class WorkspaceEdit {
  readonly edits = new Map<string, TextEdit[]>();
  set(uri: URI, edits: readonly (TextEdit | [TextEdit, unknown])[]): void {
    this.edits.set(
      uri.toString(),
      edits.map((one) => (Array.isArray(one) ? one[0] : one)),
    );
  }
  replace(uri: URI, range: Range, text: string): void {
    this.edits.set(uri.toString(), [...(this.edits.get(uri.toString()) ?? []), new TextEdit(range, text)]);
  }
}
export class Location {
  constructor(
    readonly uri: URI,
    readonly range: Range,
  ) {}
}
export class DiagnosticRelatedInformation {
  constructor(
    readonly location: Location,
    readonly message: string,
  ) {}
}
export class MarkdownString {
  constructor(public value = "") {}
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
  appendCodeblock(text: string): this {
    return this.appendMarkdown(text);
  }
}
export class RelativePattern {
  constructor(
    readonly base: unknown,
    readonly pattern: string,
  ) {}
}
class Plain {}
export {
  Plain as CallHierarchyItem,
  Plain as CodeLens,
  Plain as CompletionItem,
  Plain as CompletionList,
  Plain as DocumentLink,
  Plain as DocumentSymbol,
  Plain as Hover,
  Plain as InlayHint,
  Plain as SnippetString,
  Plain as SymbolInformation,
  Plain as TabInputCustom,
  Plain as TabInputNotebook,
  Plain as TabInputText,
  Plain as TabInputTextDiff,
  Plain as TypeHierarchyItem,
};
export { URI as Uri };

export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3 };
export const DiagnosticTag = { Unnecessary: 1, Deprecated: 2 };
export const LanguageStatusSeverity = { Information: 0, Warning: 1, Error: 2 };
export const LogLevel = { Off: 0, Trace: 1, Debug: 2, Info: 3, Warning: 4, Error: 5 };
export const ProgressLocation = { Window: 10 };
export const SymbolKind = {};
export const SymbolTag = {};
export const CompletionItemKind = {};
export const CompletionItemTag = {};
export const CodeActionTriggerKind = { Invoke: 1, Automatic: 2 };
export const CompletionTriggerKind = {};
export const DocumentHighlightKind = {};
export const FileType = { Unknown: 0, File: 1, Directory: 2 };
export const FoldingRangeKind = {};
export const InlineCompletionTriggerKind = {};
export const NotebookCellKind = {};
export const SignatureHelpTriggerKind = {};
export const TextDocumentSaveReason = {};

export interface CodeActionProvider {
  provideCodeActions(
    document: unknown,
    range: Range,
    context: unknown,
    token: unknown,
  ): Promise<CodeAction[] | undefined>;
}

/** What a test sets up and looks at. */
export const editor = {
  settings: {} as Settings,
  commands: new Map<string, Command>(),
  errors: [] as string[],
  place: new Position(0, 0),
  told: [] as string[],
  edits: [] as WorkspaceEdit[],
  documents: [] as unknown[],
  diagnostics: new Map<string, readonly Diagnostic[]>(),
  actions: [] as CodeActionProvider[],
  contents: new Map<string, { provideTextDocumentContent(uri: URI): Promise<string> }>(),
  status: { detail: "" } as { detail: string; severity?: number; command?: { command: string } },
  changed: new EventEmitter<void>(),
  /** Open a page and show it. */
  open(path: string, text: string): unknown {
    const uri = URI.file(path);
    const document = TextDocument.create(uri.toString(), "markdown", 1, text);
    const shown = {
      uri,
      fileName: path,
      languageId: "markdown",
      version: 1,
      isClosed: false,
      isDirty: false,
      lineCount: document.lineCount,
      getText: () => text,
    };
    editor.documents.push(shown);
    window.activeTextEditor = {
      document: shown,
      selection: {
        get active() {
          return editor.place;
        },
      },
    };
    window.visibleTextEditors.push(window.activeTextEditor);
    opened.fire(shown);
    return shown;
  },
  /** Change settings as a user would. */
  set(changes: Settings): void {
    Object.assign(editor.settings, changes);
    configured.fire({
      affectsConfiguration: (section) =>
        Object.keys(changes).some((key) => key.startsWith(`${section}.`) || key === section),
    });
  },
  /** Wait until something is so; the editor's own events say when to look. */
  async until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const seen = look();
      if (seen !== undefined) {
        return seen;
      }
      await new Promise<void>((done) => {
        const end = editor.changed.event(() => (end.dispose(), done()));
      });
    }
  },
};

const opened = new EventEmitter<unknown>();
const configured = new EventEmitter<{ affectsConfiguration(section: string): boolean }>();
const never = (): Disposable => nothing;
const nothing = new Disposable(() => undefined);

function settingsOf(section: string): Settings {
  const all: Settings = {};
  for (const [key, value] of Object.entries(editor.settings)) {
    if (key.startsWith(`${section}.`)) {
      all[key.slice(section.length + 1)] = value;
    }
  }
  return all;
}

export const workspace = {
  workspaceFolders: [] as { uri: URI; name: string; index: number }[],
  textDocuments: editor.documents,
  notebookDocuments: [],
  getConfiguration: (section = "") => ({
    ...settingsOf(section),
    get: (key: string, otherwise?: unknown) => settingsOf(section)[key] ?? otherwise,
  }),
  onDidOpenTextDocument: opened.event,
  onDidChangeConfiguration: configured.event,
  onDidChangeTextDocument: never,
  onDidCloseTextDocument: never,
  onDidSaveTextDocument: never,
  onWillSaveTextDocument: never,
  onDidChangeWorkspaceFolders: never,
  createFileSystemWatcher: () => ({
    onDidCreate: never,
    onDidChange: never,
    onDidDelete: never,
    dispose: () => undefined,
  }),
  applyEdit: (edit: WorkspaceEdit) => Promise.resolve(editor.edits.push(edit) > 0),
  registerTextDocumentContentProvider(
    scheme: string,
    provider: { provideTextDocumentContent(uri: URI): Promise<string> },
  ) {
    editor.contents.set(scheme, provider);
    return new Disposable(() => editor.contents.delete(scheme));
  },
};

export const window = {
  activeTextEditor: undefined as unknown,
  visibleTextEditors: [] as unknown[],
  tabGroups: { all: [], onDidChangeTabs: never, onDidChangeTabGroups: never },
  onDidChangeActiveTextEditor: never,
  onDidChangeVisibleTextEditors: never,
  createOutputChannel: () =>
    new Proxy({ logLevel: 3 } as Record<string, unknown>, { get: (own, key) => own[String(key)] ?? never }),
  showErrorMessage: (message: string) => {
    editor.errors.push(message);
    editor.changed.fire();
    return Promise.resolve(undefined);
  },
  showWarningMessage: () => Promise.resolve(undefined),
  showInformationMessage: (message: string) => {
    editor.told.push(message);
    return Promise.resolve(undefined);
  },
  showQuickPick: (items: string[]) => Promise.resolve(items[0]),
  withProgress: (_options: unknown, task: (progress: unknown, token: unknown) => unknown) =>
    task({ report: () => undefined }, new CancellationTokenSource().token),
};

export const languages = {
  match: () => 10,
  getDiagnostics: (uri?: URI) => (uri ? (editor.diagnostics.get(uri.toString()) ?? []) : [...editor.diagnostics]),
  createDiagnosticCollection: () => ({
    set(uri: URI, found?: readonly Diagnostic[]) {
      editor.diagnostics.set(uri.toString(), found ?? []);
      editor.changed.fire();
    },
    delete: (uri: URI) => editor.diagnostics.delete(uri.toString()),
    has: (uri: URI) => editor.diagnostics.has(uri.toString()),
    clear: () => editor.diagnostics.clear(),
    dispose: () => editor.diagnostics.clear(),
  }),
  createLanguageStatusItem: () =>
    (editor.status = new Proxy({ detail: "", dispose: () => undefined } as typeof editor.status, {
      set: (own, key, value) => (Object.assign(own, { [key]: value }), editor.changed.fire(), true),
    })),
  registerCodeActionsProvider(_selector: unknown, provider: CodeActionProvider) {
    editor.actions.push(provider);
    editor.changed.fire();
    return new Disposable(() => editor.actions.splice(editor.actions.indexOf(provider), 1));
  },
  registerCompletionItemProvider: never,
  registerDefinitionProvider: never,
  registerDocumentLinkProvider: never,
  registerDocumentSymbolProvider: never,
  registerHoverProvider: never,
  registerReferenceProvider: never,
  registerWorkspaceSymbolProvider: never,
  registerRenameProvider: never,
  registerDocumentHighlightProvider: never,
};

export const commands = {
  registerCommand(name: string, command: Command) {
    if (editor.commands.has(name)) {
      throw new Error(`command '${name}' already exists`);
    }
    editor.commands.set(name, command);
    return new Disposable(() => editor.commands.delete(name));
  },
  executeCommand: async (name: string, ...args: unknown[]) => editor.commands.get(name)?.(...args),
};

export const env = { appName: "fake", language: "en", openExternal: () => Promise.resolve(true) };
export const version = "1.91.0";
