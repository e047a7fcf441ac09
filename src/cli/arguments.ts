import { parseArgs } from "node:util";
import { parsePhoneNumber } from "../domain/phone-number.ts";

export type DiagnoseArguments =
  | { ok: true; help: boolean; json: boolean; from: "file" | "stdin" | "unsaid"; file: string; number: string | null }
  | { ok: false; says: string };

export const USAGE = `diagnose [--file F | -] [--number +E164] [--json]

Reads an error, a webhook or a health check and says what is wrong, how sure that is, and what to do first.

  --file F     read the text from a file, relative to where you called npm; "-" is standard input
  -            read the text from standard input (so does a pipe without any option)
  --number N   also read the live state of this number; needs META_ACCESS_TOKEN
  --json       print one JSON object instead of text
  --help       this text

Exit code 0 when there is an answer, 2 when the arguments are unusable or there is nothing to read.
Example: npm run --silent cli -- diagnose --json --file error.txt
`;

const HINT = 'Run "diagnose --help" to see what is understood.';

/** Reads the arguments after `diagnose`; every refusal is a sentence that says what to do. */
export function readArguments(args: readonly string[]): DiagnoseArguments {
  const parsed = parse(args);
  if (typeof parsed === "string") return refuse(parsed);
  const { values, positionals } = parsed;
  const unknown = positionals.find((word) => word !== "-");
  if (unknown !== undefined)
    return refuse(`"${unknown.slice(0, 80)}" is not understood. To read a file, write --file ${unknown.slice(0, 80)}.`);
  if (values.file === "") return refuse("--file needs the name of a file.");
  const isDash = positionals.length > 0 || values.file === "-";
  if (positionals.length > 0 && values.file !== undefined) return refuse('Give either --file or "-", not both.');
  const number = values.number === undefined ? null : parsePhoneNumber(values.number);
  if (number !== null && !number.ok) return refuse(`--number: ${number.says}`);
  return {
    ok: true,
    help: values.help === true,
    json: values.json === true,
    from: isDash ? "stdin" : values.file === undefined ? "unsaid" : "file",
    file: values.file ?? "",
    number: number?.number ?? null,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        file: { type: "string" },
        number: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    // Node's sentence names the option that it refuses; the rest of it is about its own syntax.
    return error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error);
  }
}

function refuse(says: string): DiagnoseArguments {
  return { ok: false, says: `${/[.!?]$/.test(says) ? says : `${says}.`} ${HINT}` };
}
