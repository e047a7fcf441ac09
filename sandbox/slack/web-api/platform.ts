import { checkBlocks, checkView, type Problem } from "../block-kit/validate.ts";
import { asObject, type JsonObject } from "../json.ts";
import { type Answer, type Call, done, fail, invalidArguments, type Method } from "./method.ts";

function authTest({ local }: Call): Answer {
  const { team, app } = local.state;
  const bot = local.state.users.find((user) => user.id === app.bot_user);
  return done({
    url: `${local.baseUrl()}/`,
    team: team.name,
    team_id: team.id,
    user: bot?.name,
    user_id: app.bot_user,
    bot_id: app.bot_id,
    is_enterprise_install: false,
  });
}

function problemsOf(args: JsonObject): { error: string; problems: Problem[] } | undefined {
  const given = ["blocks", "message", "view"].filter((name) => args[name] !== undefined);
  if (given.length !== 1) return undefined;
  if (given[0] === "view") return { error: "invalid_view", problems: checkView(asObject(args.view) ?? {}) };
  if (given[0] === "message") {
    return {
      error: "invalid_message",
      problems: checkBlocks(asObject(args.message)?.blocks, "message", "/message/blocks"),
    };
  }
  return { error: "invalid_blocks", problems: checkBlocks(args.blocks, "message") };
}

/** The real one is the oracle for `block-kit`: the same payloads can be sent to both. */
function blocksValidate({ args }: Call): Answer {
  const found = problemsOf(args);
  if (!found) return invalidArguments(["must provide exactly one of blocks, message, view"]);
  if (found.problems.length === 0) return done();
  const errors = found.problems.map(({ pointer, message }) => ({ pointer, code: "invalid", message }));
  return fail(found.error, { errors });
}

export const PLATFORM: Readonly<Record<string, Method>> = {
  "auth.test": { args: [], perMinute: 600, run: authTest },
  "api.test": {
    args: ["error", "foo"],
    perMinute: 100,
    run: ({ args }) => (args.error ? fail(String(args.error)) : done({ args })),
  },
  "blocks.validate": { args: ["blocks", "message", "view"], perMinute: 100, run: blocksValidate },
};
