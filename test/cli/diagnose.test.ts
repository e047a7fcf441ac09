import { describe, expect, test } from "vitest";
import { type DiagnoseIo, runDiagnose } from "../../src/cli/diagnose.ts";

const LOCKED = JSON.stringify({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "100200300400511",
      changes: [
        {
          field: "messages",
          value: {
            messaging_product: "whatsapp",
            metadata: { display_phone_number: "12025550143", phone_number_id: "111222333444511" },
            statuses: [
              {
                id: "wamid.HBgTEST0143",
                status: "failed",
                timestamp: "1795298400",
                recipient_id: "12025550199",
                errors: [{ code: 131031, title: "Business Account locked", message: "Business Account locked" }],
              },
            ],
          },
        },
      ],
    },
  ],
});

type Ran = { exit: number; out: string; err: string; read: string[] };
type Given = {
  files?: Record<string, string>;
  stdin?: string;
  isTTY?: boolean;
  probe?: DiagnoseIo["probe"];
  failsWith?: string;
};

async function run(args: readonly string[], given: Given = {}): Promise<Ran> {
  const ran: Ran = { exit: -1, out: "", err: "", read: [] };
  const bytes = new TextEncoder().encode(given.stdin ?? "");
  const stdin = Object.assign(
    (async function* () {
      // In two pieces, to break a character that takes several bytes.
      yield bytes.subarray(0, Math.floor(bytes.length / 2));
      yield bytes.subarray(Math.floor(bytes.length / 2));
    })(),
    { isTTY: given.isTTY },
  );
  ran.exit = await runDiagnose(args, {
    stdin,
    readFile: async (path) => {
      ran.read.push(path);
      const text = given.files?.[path];
      if (text === undefined) throw Object.assign(new Error(`failed: ${path}`), { code: given.failsWith ?? "ENOENT" });
      return text;
    },
    cwd: "/home/me",
    stdout: { write: (text) => (ran.out += text) },
    stderr: { write: (text) => (ran.err += text) },
    now: () => "2026-11-22T00:00:00.000Z",
    ...(given.probe === undefined ? {} : { probe: given.probe }),
  });
  return ran;
}

describe("diagnose --json", () => {
  test("prints the whole contract, unknown as null", async () => {
    const { exit, out } = await run(["--json", "--file", "error.json"], { files: { "/home/me/error.json": LOCKED } });
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toEqual({
      verdict: "locked",
      category: "lock",
      confidence: "confirmed",
      stage: "locked",
      scope: "unknown",
      provider: "meta",
      codes: [{ namespace: "meta", code: 131031 }],
      number: "+12025550143",
      wabaId: "100200300400511",
      phoneNumberId: "111222333444511",
      messageId: "wamid.HBgTEST0143",
      fbtraceId: null,
      observedAt: "2026-11-21T22:00:00.000Z",
      causes: [{ cause: "policy_violation", confidence: "possible", because: ["send_refused_as_locked"] }],
      contradictions: [{ kind: "articles_disagree", says: expect.stringContaining("re-registering") }],
      nextQuestion: "support_home",
      nextStep: expect.stringContaining("Pause campaigns"),
      playbook: ["stop_the_bleeding", "find_the_cause"],
      redactedText: expect.any(String),
    });
  });

  test("says unknown, with every key, about a text that is nothing of ours", async () => {
    const { exit, out } = await run(["-", "--json"], { stdin: "Lunch at noon?" });
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      verdict: "unknown",
      category: "none",
      provider: "none",
      codes: [],
      number: null,
    });
  });

  test("reads a pipe without any option, and characters of several bytes", async () => {
    const { exit, out } = await run(["--json"], { stdin: "Erro 131031: conta comercial bloqueada – não envia" });
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      verdict: "locked",
      redactedText: "Erro 131031: conta comercial bloqueada – não envia",
    });
  });

  test("never prints a token", async () => {
    const token = `EAAG${"x7K".repeat(30)}`;
    const { out } = await run(["--json"], { stdin: `{"error":{"code":190}} Authorization: Bearer ${token}` });
    expect(out).not.toContain(token);
  });

  test("reads an absolute path as it is", async () => {
    const { read } = await run(["--file", "/tmp/e.json"], { files: { "/tmp/e.json": LOCKED } });
    expect(read).toEqual(["/tmp/e.json"]);
  });
});

describe("diagnose for people", () => {
  test("starts with the verdict, and says what to do and not to do", async () => {
    const { out } = await run([], { stdin: LOCKED });
    expect(out).toMatch(/^Locked: Meta 131031 on a send\./);
    expect(out).toContain("Do not register");
    expect(out).toContain("Business Support Home");
  });

  test("tells whoever pasted a secret to replace it", async () => {
    const { out } = await run([], { stdin: `token EAAG${"x7K".repeat(30)} error 190` });
    expect(out).toContain("contained a secret");
  });

  test("--help explains every option, also beside others", async () => {
    const { exit, out } = await run(["--json", "--help"], { isTTY: true });
    expect(exit).toBe(0);
    for (const word of ["--file", "--number", "--json", "Exit code"]) expect(out).toContain(word);
  });
});

describe("diagnose --number", () => {
  const banned: DiagnoseIo["probe"] = async () => ({
    evidence: [{ kind: "node", status: "BANNED", quality: "GREEN", source: "probe", at: "2026-11-22T00:00:00.000Z" }],
    cached: false,
  });

  test("joins a live read with the text", async () => {
    const { out } = await run(["--json", "--number", "+1 202 555 0143", "--file", "e"], {
      files: { "/home/me/e": "1330" },
      probe: banned,
    });
    expect(JSON.parse(out)).toMatchObject({ verdict: "locked", stage: "disabled", number: "+12025550143" });
  });

  test("works without a text", async () => {
    const { exit, out } = await run(["--json", "--number", "+12025550143"], { isTTY: true, probe: banned });
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: "locked", provider: "meta", redactedText: null });
  });

  test("without live reads it is unknown, and says what is missing", async () => {
    const { exit, out } = await run(["--number", "+12025550143"], { isTTY: true });
    expect(exit).toBe(0);
    expect(out).toMatch(/^Unknown/);
    expect(out).toContain("no access to Meta is set up");
  });

  test("without --number nothing is read live", async () => {
    let asked = 0;
    await run(["--json"], {
      stdin: LOCKED,
      probe: async () => {
        asked += 1;
        return { evidence: [], cached: false };
      },
    });
    expect(asked).toBe(0);
  });
});

describe("unusable arguments and nothing to read end with 2 and a sentence", () => {
  test.each([
    ["an unknown option", ["--jsn"], {}, /--jsn/],
    ["a word that is no option", ["error.txt"], {}, /--file error\.txt/],
    ["--file without a name", ["--file"], {}, /--file/],
    ["a file and standard input at once", ["--file", "a", "-"], {}, /not both/],
    ["a number that is none", ["--number", "hello"], {}, /^--number: .*\+1 202 555 0123/],
    ["no text at all in a terminal", ["--json"], { isTTY: true }, /nothing to read/],
    ["an empty pipe", ["--json"], { stdin: " \n" }, /empty/],
    ["a file that is not there", ["--file", "gone.txt"], {}, /\/home\/me\/gone\.txt.*no such file/],
    ["a directory", ["--file", "logs"], { failsWith: "EISDIR" }, /directory/],
    ["a file that may not be read", ["--file", "secret"], { failsWith: "EACCES" }, /may not be read/],
    ["an empty file", ["--file", "empty"], { files: { "/home/me/empty": "\n" } }, /empty/],
  ] as const)("%s", async (_, args, given, says) => {
    const { exit, out, err } = await run(args, given);
    expect({ exit, out }).toEqual({ exit: 2, out: "" });
    expect(err).toMatch(says);
    expect(err).not.toMatch(/at \S+ \(|Error:/);
  });
});
