import type { ActionsBlock, Button, KnownBlock } from "@slack/types";
import type { Diagnosis, Question } from "../../domain/diagnosis/diagnosis.ts";
import { questionText } from "../../domain/diagnosis/question-words.ts";
import { md } from "../mrkdwn.ts";
import { actions, button, section } from "./blocks.ts";

type Buttons = { id: string; diagnosis: Diagnosis; number: string | null; canShare: boolean };

/** The one question that would change the answer most, with its answers as buttons. */
export function questionBlocks({ id, diagnosis }: Buttons): KnownBlock[] {
  const question = diagnosis.nextQuestion;
  if (question === null) return [];
  return [section(md`*One question:* ${questionText(question).asks}`), actions(answers(question, id))];
}

function answers(question: Question, id: string): Button[] {
  const { options } = questionText(question);
  const chosen =
    options === "field" ? [] : options.map(({ value, label }) => answer(id, `${question}:${value}`, label));
  switch (question) {
    case "paste_or_code":
      return [
        answer(id, "paste_or_code", "Paste an error"),
        answer(id, "health_check:field", "Paste a health check"),
        // Nobody can paste what they do not have: this goes on to the next question.
        answer(id, "provider_code:dont_know", "Don't know"),
      ];
    case "provider_code":
      return [answer(id, "provider_code:field", "Paste the code"), ...chosen];
    default:
      return chosen;
  }
}

function answer(id: string, answered: string, text: string): Button {
  return button({ text, action: `answer:${answered}`, value: value(id) });
}

/** A lock, or a possible one, is escalated first: that never waits for a code. */
export function diagnosisButtons({ id, diagnosis, number, canShare }: Buttons): ActionsBlock {
  const isFirst = diagnosis.verdict === "locked" || diagnosis.lockPossible;
  const escalate = { text: "Escalate", action: "escalate", value: value(id) };
  const others = [
    ...(number === null ? [] : [button({ text: "Check again", action: "check_again", value: value(id) })]),
    ...(canShare ? [share(id)] : []),
  ];
  return actions(isFirst ? [button({ ...escalate, style: "primary" }), ...others] : [...others, button(escalate)]);
}

/** What was private becomes everybody's, so it is asked once. */
function share(id: string): Button {
  return button({
    text: "Share to channel",
    action: "share",
    value: value(id),
    confirm: {
      title: "Share it with this channel?",
      text: "Everybody here will read the diagnosis and the number.",
      yes: "Share",
    },
  });
}

function value(id: string): string {
  return JSON.stringify({ d: id });
}
