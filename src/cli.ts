import { readFile } from "node:fs/promises";
import { runDiagnose } from "./cli/diagnose.ts";
import { runJobs } from "./cli/jobs.ts";
import { printChecks } from "./cli/print-checks.ts";
import { readEnvFile } from "./env-file.ts";

const HELP = `npm run --silent cli -- <command>

  diagnose   read an error text, a webhook or a health check: diagnose --help
  doctor     check every setting and permission, ask the running bot how it is, and say how to mend what is not right
  jobs       list what failed for good and what waits, and try it again: jobs --help
  backup     write the embedded database and its key into one file, also while the bot runs: backup --help
  restore    put such a file back while the bot is stopped: restore --help
`;

const [command = "", ...args] = process.argv.slice(2);

async function run(): Promise<number> {
  readEnvFile();
  switch (command) {
    case "diagnose":
      return runDiagnose(args, {
        stdin: process.stdin,
        readFile: (path) => readFile(path, "utf8"),
        // npm changes into the package folder; INIT_CWD is where the person was.
        cwd: process.env.INIT_CWD ?? process.cwd(),
        stdout: process.stdout,
        stderr: process.stderr,
        now: () => new Date().toISOString(),
        // Without --number neither network nor database is touched, so nothing of either is loaded before.
        probe: async (number) => (await import("./cli-prober.ts")).probeFromEnv(process.env)(number),
      });
    case "doctor": {
      const { examine } = await import("./doctor.ts");
      const checks = await examine(process.env);
      process.stdout.write(`${printChecks(checks)}\n`);
      return checks.some(({ ok }) => ok === false) ? 1 : 0;
    }
    case "jobs": {
      const { backlogFromEnv } = await import("./ask-backlog.ts");
      return runJobs(args, { ...backlogFromEnv(process.env), stdout: process.stdout, stderr: process.stderr });
    }
    case "backup":
    case "restore": {
      const { loadStorageSettings } = await import("./config.ts");
      const { stdout, stderr } = process;
      const io = { stdout, stderr, cwd: process.env.INIT_CWD ?? process.cwd(), now: () => new Date().toISOString() };
      const settings = loadStorageSettings(process.env);
      if (command === "backup") return (await import("./backup/run-backup.ts")).runBackup(args, settings, io);
      return (await import("./backup/run-restore.ts")).runRestore(args, settings, io);
    }
    case "help":
    case "--help":
    case "-h":
      process.stdout.write(HELP);
      return 0;
    default:
      process.stderr.write(command === "" ? HELP : `There is no command “${command}”.\n\n${HELP}`);
      return 2;
  }
}

process.exitCode = await run();
