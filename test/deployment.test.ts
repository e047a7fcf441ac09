import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { SETTINGS } from "../src/config.ts";

const ROOT = join(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
/** Belongs to the recipe's database, not to the bot. */
const OF_THE_RECIPE = ["POSTGRES_PASSWORD"];

type Service = {
  environment?: Record<string, string>;
  volumes?: string[];
  depends_on?: object;
  stop_grace_period?: string;
};

describe("compose.yaml", () => {
  const { services, volumes } = parse(read("compose.yaml"), { merge: true }) as {
    services: Record<string, Service>;
    volumes: Record<string, unknown>;
  };

  test("runs two bots that differ in nothing", () => {
    expect(services["bot-1"]).toEqual(services["bot-2"]);
  });

  test("sets only what the bot knows, and asks only for what the guide names", () => {
    expect(Object.keys(services["bot-1"]?.environment ?? {}).filter((name) => !(name in SETTINGS))).toEqual([]);
    const asked = [...read("compose.yaml").matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name ?? "");
    expect(asked.filter((name) => !(name in SETTINGS) && !OF_THE_RECIPE.includes(name))).toEqual([]);
    for (const name of OF_THE_RECIPE) expect(read("docs/operating.md")).toContain(name);
  });

  test("names services, volumes and files that are there", () => {
    for (const { depends_on = [], volumes: mounts = [] } of Object.values(services)) {
      const needed = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
      for (const name of needed) expect(services).toHaveProperty(name);
      for (const [from = ""] of mounts.map((mount) => mount.split(":"))) {
        expect(from.startsWith(".") ? existsSync(join(ROOT, from)) : from in volumes, from).toBe(true);
      }
    }
  });

  test("gives a stop more than the ten seconds it may take", () => {
    expect(Number.parseInt(services["bot-1"]?.stop_grace_period ?? "", 10)).toBeGreaterThan(10);
  });

  test("the load balancer knows every bot, and whether each is ready", () => {
    const config = read("deploy/haproxy.cfg");
    const bots = Object.keys(services).filter((name) => name.startsWith("bot-"));
    const known = [...config.matchAll(/^\s+server (\S+) (\S+):3000$/gm)].map(([, name, host]) => [name, host]);
    expect(known).toEqual(bots.map((name) => [name, name]));
    expect(config).toContain("option httpchk GET /readyz");
    expect(config).toMatch(/retry-on .*\b503\b/);
  });
});

describe("Dockerfile", () => {
  const text = read("Dockerfile");
  const copied = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from = ""]) => from.split(" "));

  test("copies what is there and what .dockerignore lets through", () => {
    const allowed = [...read(".dockerignore").matchAll(/^!(.+)$/gm)].map(([, path]) => path);
    expect(copied.length).toBeGreaterThan(4);
    for (const path of copied) {
      expect(existsSync(join(ROOT, path)), path).toBe(true);
      expect(allowed).toContain(path);
    }
  });

  test("copies everything the build reads", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: { build: string } };
    const files = [...scripts.build.matchAll(/\S+\.(?:json|mjs)/g)].map(([file]) => file);
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) expect(copied).toContain(dirname(file) === "." ? file : dirname(file));
  });

  test("pins Node by its minor version, a line with long support above the floor, and runs as nobody special", () => {
    const versions = new Set([...text.matchAll(/^FROM node:(\S+)/gm)].map(([, version]) => version));
    expect([...versions]).toEqual([expect.stringMatching(/^\d+\.\d+-slim$/)]);
    const major = Number.parseInt([...versions][0] ?? "", 10);
    const floor = Number(/\d+/.exec(JSON.parse(read("package.json")).engines.node)?.[0]);
    expect([major > floor, major % 2]).toEqual([true, 0]);
    expect(text).toMatch(/^USER node$/m);
    expect(text).toMatch(/^STOPSIGNAL SIGTERM$/m);
    expect(text.trimEnd()).toMatch(/\nCMD \["node", "dist\/main\.js"\]$/);
  });
});

test("what cannot end the process is proven by tests that are there", () => {
  const [, section = ""] = read("docs/operating.md").split("## What cannot end the process");
  const rows =
    section
      .split("\n## ")[0]
      ?.split("\n")
      .filter((line) => line.startsWith("| "))
      .slice(1) ?? [];
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    const tests = [...row.matchAll(/\]\(\.\.\/(test\/[^)]+\.test\.ts)\)/g)].map(([, path]) => path ?? "");
    expect(tests.length, row).toBeGreaterThan(0);
    for (const path of tests) expect(existsSync(join(ROOT, path)), path).toBe(true);
  }
});
