/** Attributes that must be set as properties to take effect after the element exists. */
const PROPERTIES = new Set(["value", "checked", "disabled", "selected", "hidden", "required", "multiple", "htmlFor"]);

/**
 * Builds one element: `h("button", { class: "x", on: { click } }, "Save")`.
 * Strings become text nodes, so nothing a person or the app wrote is ever read as HTML.
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(element, name, value);
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function setProp(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "on") {
    for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
  } else if (name === "data") Object.assign(element.dataset, value);
  else if (PROPERTIES.has(name)) element[name] = value;
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** An inline SVG from path data; the only markup that does not go through `h`. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

const ICONS = {
  bolt: "M11 2 4 11.5h5L8.5 18 16 8.5h-5z",
  send: "M3 3.5 17.5 10 3 16.5V11.5L11 10 3 8.5z",
  thread: "M4 3h12a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H9l-4 3.5V14H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z",
  more: "M10 3.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zm0 5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zm0 5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z",
  dots: "M3.5 8.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zm6.5 0a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3zm6.5 0a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z",
  close: "m5.3 4 4.7 4.7L14.7 4 16 5.3 11.3 10l4.7 4.7-1.3 1.3-4.7-4.7L5.3 16 4 14.7 8.7 10 4 5.3z",
  back: "M12.7 4 14 5.3 9.3 10l4.7 4.7-1.3 1.3-6-6z",
  eye: "M10 4c4 0 7 3.2 8.5 6-1.500 2.800-4.500 6-8.500 6s-7-3.200-8.500-6C3 7.200 6 4 10 4zm0 2.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z",
  lock: "M6 9V6.500a4 4 0 0 1 8 0V9h.500a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zm1.600 0h4.800V6.500a2.400 2.400 0 0 0-4.800 0z",
  menu: "M3 5h14v1.700H3zm0 4.200h14v1.700H3zm0 4.200h14v1.700H3z",
};

/** Replaces everything inside `parent`. */
export function fill(parent, ...children) {
  parent.replaceChildren(
    ...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return parent;
}
