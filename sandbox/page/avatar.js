import { h } from "./dom.js";

/** Dark enough for white letters at the size of an avatar. */
const COLOURS = ["#8a3ffc", "#b5338a", "#0b6b5d", "#a4500f", "#1f5fbf", "#7a4b00", "#9b2c2c", "#3d5a80", "#4d6b1f"];

/** A coloured square with initials; the app has a padlock. */
export function avatar(name, { id, app = false, small = false }) {
  const size = small ? " avatar-small" : "";
  if (app) return h("span", { class: `avatar avatar-app${size}`, "aria-hidden": "true" }, padlock());
  const square = h("span", { class: `avatar${size}`, "aria-hidden": "true" }, initials(name));
  square.style.background =
    COLOURS[[...id].reduce((sum, char) => (sum * 13 + char.charCodeAt(0)) % 9973, 0) % COLOURS.length];
  return square;
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => word?.[0]?.toUpperCase() ?? "").join("");
}

function padlock() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("fill-rule", "evenodd");
  path.setAttribute(
    "d",
    "M6 8.500V6.500a4 4 0 0 1 8 0v2h.500a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zm1.700 0h4.600v-2a2.300 2.300 0 0 0-4.600 0zM10 11a1.200 1.200 0 0 0-.6 2.240v1.260h1.200v-1.260A1.200 1.200 0 0 0 10 11z",
  );
  svg.append(path);
  return svg;
}
