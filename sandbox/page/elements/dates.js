import { h } from "../dom.js";
import { zonedEpoch, zonedParts, zoneName } from "../format/zoned-time.js";
import { describedBy } from "./slot.js";

/** A day. */
export const datepicker = oneField("date", "initial_date");
/** A time of day. */
export const timepicker = oneField("time", "initial_time");

function oneField(type, initialField) {
  return {
    initial: (element) => element[initialField] ?? null,
    isEmpty: (value) => value === null,
    render(element, slot) {
      const change = ({ target }) => {
        slot.set(target.value || null);
        if (target.value) slot.act(target.value, target);
      };
      const described = describedBy(slot, element.placeholder?.text ?? type);
      const props = { type, class: "input input-short", ...described, data: slot.focus, on: { change } };
      return h("input", { ...props, value: slot.value() ?? "" });
    },
  };
}

/** A day and a time in the viewer's zone; the app receives seconds since 1970. */
export const datetimepicker = {
  initial: (element) => element.initial_date_time ?? null,
  isEmpty: (value) => value === null,
  render(_element, slot) {
    const { reader } = slot;
    const at = slot.value();
    const parts = at === null ? { date: "", time: "" } : zonedParts(at * 1000, reader.zone);
    const change = ({ target }) => {
      const whole = date.value !== "" && time.value !== "";
      const epoch = whole ? zonedEpoch(date.value, time.value, reader.zone) : null;
      slot.set(epoch);
      if (whole) slot.act(epoch, target);
    };
    const field = (type, label) => {
      const { "aria-describedby": described, "aria-invalid": invalid } = describedBy(slot);
      const aria = { "aria-label": label, "aria-describedby": described, "aria-invalid": invalid };
      const data = { ...slot.focus, focus: `${slot.key}|${type}` };
      return h("input", { type, class: "input input-short", ...aria, value: parts[type], data, on: { change } });
    };
    const date = field("date", "Date");
    const time = field("time", "Time");
    const zone = h("span", { class: "zone" }, zoneName(reader.zone, reader.now()));
    return h("div", { class: "datetime", role: "group", "aria-labelledby": slot.ids.label }, date, time, zone);
  },
};
