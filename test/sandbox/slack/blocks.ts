import type { KnownBlock, ModalView } from "@slack/types";

export const plain = (text: string) => ({ type: "plain_text", text }) as const;
export const section = (text: string) => ({ type: "section", text: { type: "mrkdwn", text } }) as const;
export const divider = { type: "divider" } as const;

export function aButton(action_id: string, more: { value?: string; text?: string } = {}) {
  return { type: "button", action_id, text: plain(more.text ?? "Press"), value: more.value ?? "1" } as const;
}

export function options(...values: string[]) {
  return values.map((value) => ({ text: plain(`Option ${value}`), value }));
}

export function aTextInput(block_id: string, more: { optional?: boolean } = {}): KnownBlock {
  return {
    type: "input",
    block_id,
    label: plain("A label"),
    element: { type: "plain_text_input", action_id: "value" },
    ...more,
  };
}

export function aModal(more: Partial<ModalView> = {}): ModalView {
  return {
    type: "modal",
    callback_id: "form",
    title: plain("A form"),
    submit: plain("Send"),
    blocks: [aTextInput("number")],
    ...more,
  };
}
