import { isAbsolute, join } from "node:path";
import type { Probed, Prober } from "../app/ports/prober.ts";
import { diagnose } from "../domain/diagnosis/diagnose.ts";
import { reportOf } from "../domain/diagnosis/report.ts";
import { recognise } from "../domain/recognition/recognise.ts";
import type { Instant } from "../domain/time.ts";
import { type DiagnoseArguments, readArguments, USAGE } from "./arguments.ts";
import { printedDiagnosis } from "./report.ts";

export type DiagnoseIo = {
  stdin: AsyncIterable<string | Uint8Array> & { isTTY?: boolean | undefined };
  readFile: (path: string) => Promise<string>;
  /** Where npm was called (INIT_CWD), not where the package lies. */
  cwd: string;
  stdout: { write: (text: string) => unknown };
  stderr: { write: (text: string) => unknown };
  now: () => Instant;
  /** Live reads, for `--number` alone; without it the number's state counts as not read. */
  probe?: Prober;
};

type Read = { ok: true; text: string } | { ok: false; says: string };

const USABLE = 0;
const UNUSABLE = 2;

/** `diagnose` on the command line; the exit code is 0 whenever there is an answer. */
export async function runDiagnose(args: readonly string[], io: DiagnoseIo): Promise<number> {
  const wanted = readArguments(args);
  if (!wanted.ok) return refuse(io, wanted.says);
  if (wanted.help) {
    io.stdout.write(USAGE);
    return USABLE;
  }
  const read = await readText(wanted, io);
  if (!read.ok) return refuse(io, read.says);
  const recognition = recognise(read.text, wanted.number ?? undefined);
  const number = wanted.number ?? recognition.number;
  const live = wanted.number === null ? { evidence: [] } : await readLive(wanted.number, io);
  const diagnosis = diagnose({
    evidence: [...recognition.evidence, ...live.evidence],
    now: io.now(),
    // A number alone is a question of ours, whatever the text beside it is.
    ...(wanted.number === null || recognition.provider !== "none" ? { provider: recognition.provider } : {}),
    ...(wanted.number === null ? { isOurs: recognition.isOurs } : {}),
  });
  const { evidence: _read, ...ids } = live;
  const report = reportOf(diagnosis, { ...ids, ...recognition, ...(number === undefined ? {} : { number }) });
  io.stdout.write(
    wanted.json ? `${JSON.stringify(report)}\n` : printedDiagnosis(diagnosis, recognition.secrets.length > 0),
  );
  return USABLE;
}

function refuse(io: DiagnoseIo, says: string): number {
  io.stderr.write(`${says}\n`);
  return UNUSABLE;
}

async function readText(wanted: DiagnoseArguments & { ok: true }, io: DiagnoseIo): Promise<Read> {
  if (wanted.from === "file") return nonEmpty(await readFileText(wanted.file, io), `The file ${wanted.file} is empty.`);
  if (wanted.from === "unsaid" && wanted.number !== null) return { ok: true, text: "" };
  if (io.stdin.isTTY === true && wanted.from === "unsaid") {
    return {
      ok: false,
      says: 'There is nothing to read. Give --file F, --number +E164, or pipe the text in. "diagnose --help" says more.',
    };
  }
  return nonEmpty(await readStdin(io), "Standard input was empty. Pipe the error text in, or give --file F.");
}

function nonEmpty(read: Read, says: string): Read {
  return read.ok && read.text.trim() === "" ? { ok: false, says } : read;
}

async function readFileText(file: string, io: DiagnoseIo): Promise<Read> {
  const path = isAbsolute(file) ? file : join(io.cwd, file);
  try {
    return { ok: true, text: await io.readFile(path) };
  } catch (error) {
    return { ok: false, says: `Could not read ${path}: ${WHY_UNREADABLE[codeOf(error)] ?? "it cannot be read"}.` };
  }
}

const WHY_UNREADABLE: Record<string, string> = {
  ENOENT: "there is no such file. The name is taken relative to where npm was called",
  EISDIR: "it is a directory. Name one file in it",
  ENOTDIR: "a part of the path is not a directory",
  EACCES: "it may not be read by this user",
  EPERM: "it may not be read by this user",
  ERR_FS_FILE_TOO_LARGE: "it is too large",
};

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

async function readStdin(io: DiagnoseIo): Promise<Read> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of io.stdin)
      text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  } catch {
    return { ok: false, says: "Could not read standard input. Save the text to a file and give --file F." };
  }
  return { ok: true, text: text + decoder.decode() };
}

async function readLive(number: string, io: DiagnoseIo): Promise<Omit<Probed, "cached">> {
  if (io.probe === undefined) {
    return { evidence: [{ kind: "unread", what: "number", why: "not_configured", source: "probe" }] };
  }
  return io.probe(number);
}
