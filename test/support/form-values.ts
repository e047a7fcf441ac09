import type { FormValues } from "../../src/slack/views/inputs.ts";

/** A field as Slack sends it: text, a moment in seconds, `{ one }` of a select or `{ many }` checkboxes. */
type Field = string | number | { one: string } | { many: readonly string[] };

/** `view.state.values` for the given fields. */
export function formValues(fields: Record<string, Field>): FormValues {
  return Object.fromEntries(Object.entries(fields).map(([id, field]) => [id, { value: fieldValue(field) }]));
}

function fieldValue(field: Field) {
  if (typeof field === "string") return { type: "plain_text_input", value: field };
  if (typeof field === "number") return { type: "datetimepicker", selected_date_time: field };
  if ("one" in field) return { type: "static_select", selected_option: { value: field.one } };
  return { type: "checkboxes", selected_options: field.many.map((value) => ({ value })) };
}
