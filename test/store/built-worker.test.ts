import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, inject, it } from "vitest";

it("the built program starts the embedded database from its own folder, without a loader", () => {
  // Beside node_modules, so that the built files find their packages, but not in `dist`, which others may be running.
  const out = mkdtempSync(resolve("node_modules/.cache/locksmith-dist-"));
  const dataDir = mkdtempSync(join(tmpdir(), "locksmith-built-"));
  try {
    const entry = resolve("src/store/database.ts");
    const config = join(out, "tsconfig.json");
    const options = {
      noEmit: false,
      outDir: `${out}/dist`,
      rootDir: resolve("src"),
      typeRoots: [resolve("node_modules/@types")],
    };
    writeFileSync(
      config,
      JSON.stringify({ extends: resolve("tsconfig.json"), compilerOptions: options, include: [entry] }),
    );
    execFileSync(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", config]);
    execFileSync(process.execPath, ["scripts/copy-workers.mjs", `${out}/dist`]);
    cpSync(join(inject("embeddedTemplate"), "postgres"), join(dataDir, "postgres"), { recursive: true });
    const program = `
      import { rmSync } from "node:fs";
      const { openDatabase } = await import(${JSON.stringify(pathToFileURL(`${out}/dist/store/database.js`).href)});
      const database = await openDatabase({ dataDir: ${JSON.stringify(dataDir)} });
      const { rows } = await database.pool.query("select setting from pg_settings where name in ('fsync', 'shared_buffers') order by name");
      await database.close();
      rmSync(database.socketsFolder, { recursive: true });
      console.log(JSON.stringify(rows));`;
    writeFileSync(join(out, "program.mjs"), program);
    const printed = execFileSync(process.execPath, [join(out, "program.mjs")], { encoding: "utf8" });
    expect(JSON.parse(printed)).toEqual([{ setting: "on" }, { setting: "1024" }]);
  } finally {
    rmSync(out, { recursive: true });
    rmSync(dataDir, { recursive: true });
  }
}, 120_000);
