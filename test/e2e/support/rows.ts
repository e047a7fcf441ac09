import { asObjects, asText, type JsonObject } from "../../../sandbox/slack/json.ts";

/** One step as it stands in a checklist or in a dialog. */
export type Row = {
  text: string;
  /** The button, unless the step is finished. */
  main: { label: string; action_id: string; value: string } | undefined;
  /** The menu beside it: what is offered, by its words. */
  menu: { action_id: string; options: Readonly<Record<string, string>> };
};

export function rowIn(blocks: readonly JsonObject[], step: string): Row | undefined {
  const at = blocks.findIndex(({ accessory }) => stepOf(asObjects([accessory])[0]) === step);
  const section = blocks[at];
  if (section === undefined) return undefined;
  const [menu = {}] = asObjects([section.accessory]);
  const [button] = asObjects(blocks[at + 1]?.elements).filter(({ action_id }) => {
    return action_id === `step:set:${step}` || action_id === `step:why:${step}`;
  });
  return {
    text: textIn(section),
    main: button && { label: textIn(button), action_id: String(button.action_id), value: String(button.value) },
    menu: {
      action_id: String(menu.action_id),
      options: Object.fromEntries(asObjects(menu.options).map((option) => [textIn(option), String(option.value)])),
    },
  };
}

/** Ids of the steps that have a row, in order. */
export function stepsIn(blocks: readonly JsonObject[]): string[] {
  return blocks.flatMap(({ accessory }) => stepOf(asObjects([accessory])[0]) ?? []);
}

/** Long ids move into the `action_id` together with ref and version. */
function stepOf(element: JsonObject | undefined): string | undefined {
  return /^step:more:(?:[^:]+:\d+:)?(.+)$/.exec(asText(element?.action_id) ?? "")?.[1];
}

function textIn({ text }: JsonObject): string {
  return asText(asObjects([text])[0]?.text) ?? "";
}
