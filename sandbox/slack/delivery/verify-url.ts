import { newSecretPart } from "../ids.ts";
import { asObject } from "../json.ts";
import type { Local } from "../local.ts";
import { post, USER_AGENT } from "./http-transport.ts";
import { sign } from "./sign.ts";

const TOKEN = "local-verification-token";

/**
 * What Slack asks of a request URL before it takes it, as sentences about what is wrong: the challenge must come back
 * (https://docs.slack.dev/reference/events/url_verification), and a check of the certificate, which carries no
 * signature, must be answered with 200 (https://docs.slack.dev/interactivity/implementing-slash-commands).
 */
async function mistakesOf(url: string, secret: string): Promise<string[]> {
  const challenge = newSecretPart();
  const asked = JSON.stringify({ token: TOKEN, challenge, type: "url_verification" });
  const json = { "Content-Type": "application/json", "User-Agent": USER_AGENT, ...sign(secret, asked) };
  const verified = await post(url, json, asked);
  const answer = verified.kind === "answered" ? verified.answer : undefined;
  const returned = asObject(answer)?.challenge ?? answer;
  const form = { "Content-Type": "application/x-www-form-urlencoded", "User-Agent": USER_AGENT };
  const checked = await post(url, form, `ssl_check=1&token=${TOKEN}`);
  return [
    ...(returned === challenge ? [] : ["The request URL did not return the challenge of url_verification"]),
    ...(checked.kind === "answered" ? [] : ["The request URL did not answer ssl_check with 200"]),
  ];
}

/** The same for the app's request URL, each of them a red entry. */
export async function verifyRequestUrl({ settings, journal }: Local): Promise<string[]> {
  const mistakes = await mistakesOf(settings.requestUrl ?? "", settings.signingSecret);
  for (const title of mistakes) journal.add({ kind: "note", red: true, title });
  return mistakes;
}
