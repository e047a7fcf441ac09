import { readdirSync, readFileSync } from "node:fs";
import { codesOf } from "../../../src/domain/diagnosis/codes.ts";
import { recognise } from "../../../src/domain/recognition/recognise.ts";

const FIXTURES = new URL("../../fixtures/", import.meta.url);

export type Label = {
  file: string;
  codes: [namespace: string, code: number][];
  notCodes?: number[];
  notNumber?: string[];
  number?: string;
  wabaId?: string;
  phoneNumberId?: string;
  fbtraceId?: string;
  messageId?: string;
  observedAt?: string;
  provider?: string;
  origin?: string;
  signs?: string[];
  wrongGloss?: true;
  mentionsPin?: true;
};

export function pasted(): { label: Label; text: string }[] {
  const lines = readFileSync(new URL("pasted/index.jsonl", FIXTURES), "utf8").trim().split("\n");
  return lines.map((line) => {
    const label: Label = JSON.parse(line);
    return { label, text: readFileSync(new URL(`pasted/${label.file}`, FIXTURES), "utf8") };
  });
}

export function shape(folder: "meta" | "providers", name: string): string {
  return readFileSync(new URL(`${folder}/${name}.json`, FIXTURES), "utf8");
}

export function everyShape(): { name: string; text: string }[] {
  return (["meta", "providers"] as const).flatMap((folder) =>
    readdirSync(new URL(folder, FIXTURES))
      .filter((file) => file.endsWith(".json"))
      .map((file) => ({ name: `${folder}/${file}`, text: shape(folder, file.slice(0, -".json".length)) })),
  );
}

export function codesIn(text: string): string[] {
  return codesOf(recognise(text).evidence, [])
    .map(({ namespace, code }) => `${namespace} ${code}`)
    .sort();
}
