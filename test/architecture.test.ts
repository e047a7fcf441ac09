import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { expect, test } from "vitest";

const SRC = join(import.meta.dirname, "..", "src");

/** Folder or file at the top of `src` → what it may import besides itself, and which packages. */
const MAY: Record<string, { folders: readonly string[]; packages: RegExp }> = {
  domain: { folders: [], packages: /^$/ },
  app: { folders: ["domain"], packages: /^$/ },
  slack: { folders: ["domain", "app"], packages: /^(@slack\/.*|zod|node:crypto|node:timers\/promises)$/ },
  providers: { folders: ["domain", "app"], packages: /^(axios|zod|node:crypto)$/ },
  store: {
    folders: ["domain", "app"],
    packages: /^(kysely|pg|@electric-sql\/.*|keyv|@keyv\/redis|quick-lru|node:.*)$/,
  },
  jobs: { folders: ["domain", "app"], packages: /^(pg-boss|zod|node:crypto)$/ },
  log: { folders: ["domain"], packages: /^(pino|node:async_hooks)$/ },
  metrics: { folders: ["app"], packages: /^prom-client$/ },
  http: { folders: ["domain", "app"], packages: /^(node:.*|zod)$/ },
  "playbook-files": { folders: ["domain"], packages: /^(yaml|zod|node:.*)$/ },
  backup: { folders: ["domain", "app", "store", "http"], packages: /^(zod|node:.*)$/ },
  cli: { folders: ["domain", "app"], packages: /^node:.*$/ },
  "config.ts": { folders: ["app"], packages: /^(zod)$/ },
  "compose.ts": { folders: ["*"], packages: /.*/ },
  "ending.ts": { folders: [], packages: /^pino$/ },
  "stop-in-turn.ts": { folders: [], packages: /^$/ },
  "create-prober.ts": { folders: ["*"], packages: /^$/ },
  "ask-backlog.ts": { folders: ["*"], packages: /^$/ },
  "backlog.ts": { folders: ["app", "jobs", "store"], packages: /^$/ },
  "read-readings.ts": { folders: ["app", "jobs", "store"], packages: /^$/ },
  "cli-prober.ts": { folders: ["*"], packages: /^$/ },
  "doctor.ts": { folders: ["*"], packages: /^$/ },
  "doctor-database.ts": { folders: ["*"], packages: /^$/ },
  "load-playbooks.ts": { folders: ["app", "domain", "playbook-files"], packages: /^node:.*$/ },
  "own-view.ts": { folders: ["app", "domain", "jobs", "store"], packages: /^$/ },
  "purge-job.ts": { folders: ["app", "domain", "jobs", "store"], packages: /^$/ },
  "env-file.ts": { folders: [], packages: /^node:fs$/ },
  "main.ts": { folders: ["*"], packages: /.*/ },
  "cli.ts": { folders: ["*"], packages: /.*/ },
};

/** Only this file of the domain may use a package: pure, no clock, no I/O. */
const DOMAIN_EXCEPTION = { file: join("domain", "phone-number.ts"), package: "libphonenumber-js" };

/** `import … from`, `export … from`, `import "…"` and `import("…")`; a string that merely says "from" is none. */
const IMPORT =
  /^\s*(?:import|export)\s[^;"'()]*?\bfrom\s*["']([^"'\s]+)["']|^\s*import\s*["']([^"'\s]+)["']|\bimport\(\s*["']([^"'\s]+)["']/gm;
const IMPURE = /Date\.now\(|new Date\(\)|Math\.random\(|\bprocess\.|\bfetch\(|setTimeout\(|setInterval\(/;

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") || file.endsWith(".mjs"))
  .map((file) => ({ file, text: readFileSync(join(SRC, file), "utf8") }));

function importsOf(text: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "");
}

function top(file: string): string {
  return file.split(sep)[0] ?? file;
}

function offences(file: string, text: string): string[] {
  const rule = MAY[top(file)];
  if (rule === undefined) return [`${file}: no row for ${top(file)}`];
  return importsOf(text).flatMap((specifier) => {
    if (!specifier.startsWith(".")) {
      if (file === DOMAIN_EXCEPTION.file && specifier.startsWith(DOMAIN_EXCEPTION.package)) return [];
      return rule.packages.test(specifier) ? [] : [`${file} imports ${specifier}`];
    }
    const target = relative(SRC, join(SRC, dirname(file), specifier));
    if (target.startsWith("..")) return [`${file} reaches outside src: ${specifier}`];
    const allowed = top(target) === top(file) || rule.folders.includes("*") || rule.folders.includes(top(target));
    return allowed ? [] : [`${file} imports ${target}`];
  });
}

test("every import points in the allowed direction", () => {
  expect(files.flatMap(({ file, text }) => offences(file, text))).toEqual([]);
});

test("a provider never imports another provider", () => {
  const crossing = files
    .filter(({ file }) => top(file) === "providers")
    .flatMap(({ file, text }) => {
      const own = file.split(sep)[1] ?? "";
      return importsOf(text)
        .map((specifier) => relative(SRC, join(SRC, dirname(file), specifier)).split(sep))
        .filter(([folder, provider]) => folder === "providers" && provider !== own && provider !== "shared")
        .map((parts) => `${file} imports ${parts.join("/")}`);
    });
  expect(crossing).toEqual([]);
});

test("the domain has no clock, no chance, no environment and no I/O", () => {
  const impure = files.filter(({ file, text }) => top(file) === "domain" && IMPURE.test(text)).map(({ file }) => file);
  expect(impure).toEqual([]);
});

test("only main.ts and cli.ts read the environment", () => {
  const readers = files.filter(({ text }) => text.includes("process.env")).map(({ file }) => file);
  expect(readers.filter((file) => !["main.ts", "cli.ts"].includes(file))).toEqual([]);
});

test("the checks above saw the source", () => {
  expect(files.length).toBeGreaterThan(15);
  expect(files.some(({ file }) => file === join("domain", "evidence.ts"))).toBe(true);
  expect(offences(join("domain", "x.ts"), 'import { a } from "../app/errors.ts"')).not.toEqual([]);
  expect(offences(join("slack", "x.ts"), 'import axios from "axios"')).not.toEqual([]);
  expect(offences(join("slack", "x.ts"), 'const a = await import("axios")')).not.toEqual([]);
  expect(files.flatMap(({ text }) => importsOf(text)).length).toBeGreaterThan(200);
});
