import { sign } from "../../sandbox/slack/delivery/sign.ts";
import { LOCAL_TOKENS } from "../../sandbox/tokens.ts";
import { LOCKED } from "../../test/e2e/support/form.ts";
import { formValues } from "../../test/support/form-values.ts";

export type RequestKind = "command" | "submission";

const ANA = "U0ANA000001";
const TEAM = "T0LOCAL0001";
const AREAS = [202, 303, 404, 505, 606, 707, 808, 909];

/** The `nth` request as Slack would send it: signed now, and like no other. */
export function requestBytes(kind: RequestKind, nth: number): Buffer {
  const fields = kind === "command" ? command(nth) : { payload: JSON.stringify(submission(nth)) };
  const body = new URLSearchParams(fields).toString();
  const headers = {
    Host: "127.0.0.1",
    "Content-Type": "application/x-www-form-urlencoded",
    "Content-Length": Buffer.byteLength(body),
    "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
    ...sign(LOCAL_TOKENS.signingSecret, body),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`POST /slack/events HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}

function command(nth: number) {
  return {
    token: "local-verification-token",
    team_id: TEAM,
    team_domain: "local-slack",
    channel_id: "C0GENERAL01",
    channel_name: "general",
    user_id: ANA,
    user_name: "ana",
    command: "/waba",
    text: "help",
    api_app_id: "A0LOCAL0001",
    is_enterprise_install: "false",
    response_url: "http://127.0.0.1:1/commands/T0LOCAL0001/none",
    trigger_id: `${process.pid}.${nth}.${Date.now()}`,
  };
}

function submission(nth: number) {
  const number = `+1${AREAS[Math.floor(nth / 10_000) % AREAS.length]}555${String(nth % 10_000).padStart(4, "0")}`;
  const values = formValues({
    provider: { one: "vonage" },
    number,
    first_seen: Math.floor(Date.now() / 1000) - 3600,
    errors: LOCKED,
    api_key: "abcd1234",
    customer: "Larkspur Bakery, desk 4411",
  });
  return {
    type: "view_submission",
    team: { id: TEAM, domain: "local-slack" },
    user: { id: ANA, username: "ana", name: "ana", team_id: TEAM },
    api_app_id: "A0LOCAL0001",
    token: "local-verification-token",
    trigger_id: `${process.pid}.${nth}.${Date.now()}`,
    view: {
      id: `V${nth}`,
      type: "modal",
      callback_id: "escalate",
      private_metadata: "{}",
      blocks: [],
      state: { values },
    },
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  };
}
