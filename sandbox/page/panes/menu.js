import { h } from "../dom.js";

let close = () => {};

/** Opens a menu beside `anchor`; arrows move, Enter chooses, Escape gives focus back. */
export function openMenu(anchor, { label, items, align = "start" }) {
  close();
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label });
  close = (returnFocus = false) => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    anchor.setAttribute("aria-expanded", "false");
    close = () => {};
    if (returnFocus) anchor.focus();
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close();
  };
  menu.append(...items.map((item) => entry(item)));
  menu.addEventListener("keydown", (event) => moveIn(menu, event));
  (anchor.closest("dialog") ?? document.body).append(menu);
  document.addEventListener("pointerdown", outside, true);
  anchor.setAttribute("aria-expanded", "true");
  place(menu, anchor, align);
  menu.querySelector("[role^=menuitem]")?.focus();
}

function entry(item) {
  if (item.heading) return h("div", { class: "menu-heading" }, item.heading);
  const choose = () => {
    close(true);
    item.run();
  };
  const checked = item.checked === undefined ? {} : { "aria-checked": String(item.checked) };
  const role = item.checked === undefined ? "menuitem" : "menuitemradio";
  return h(
    "button",
    { type: "button", role, class: "menu-item", ...checked, on: { click: choose } },
    item.picture,
    h("span", { class: "menu-text" }, item.text, item.about && h("span", { class: "menu-about" }, item.about)),
  );
}

function moveIn(menu, event) {
  const items = [...menu.querySelectorAll("[role^=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close(true);
  } else if (to !== undefined) {
    event.preventDefault();
    items.at(to % items.length)?.focus();
  }
}

/** Below the anchor where there is room, above it otherwise, never outside the window. */
function place(menu, anchor, align) {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = menu;
  const below = box.bottom + 4 + height <= innerHeight;
  const left = align === "end" ? box.right - width : box.left;
  menu.style.top = `${Math.max(8, below ? box.bottom + 4 : box.top - height - 4)}px`;
  menu.style.left = `${Math.min(Math.max(8, left), innerWidth - width - 8)}px`;
}
