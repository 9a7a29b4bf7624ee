// Bundles the extension into dist/, and with --tests the tests into dist-test/, where a small fake stands in for the editor.
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";
import { build } from "esbuild";

const common = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  sourcemap: true,
  logLevel: "warning",
};

if (process.argv.includes("--tests")) {
  await rm("dist-test", { recursive: true, force: true });
  const tests = (await readdir("test")).filter((name) => name.endsWith(".test.ts"));
  await build({
    ...common,
    entryPoints: tests.map((name) => `test/${name}`),
    outdir: "dist-test",
    alias: { vscode: "./test/vscode.ts" },
  });
} else {
  await rm("dist", { recursive: true, force: true });
  await build({ ...common, entryPoints: ["src/extension.ts"], outdir: "dist", external: ["vscode"], minify: true });
  await mkdir("schemas", { recursive: true });
  await copyFile("../../schemas/doclint.schema.json", "schemas/doclint.schema.json");
  await copyFile("../../LICENSE", "LICENSE");
}
