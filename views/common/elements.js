// Makes the elements of the panel. Text goes in as text, never as markup.

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function box(tag, className, ...children) {
  const made = element(tag, className);
  made.append(...children);
  return made;
}

function button(label, className, act) {
  const made = Object.assign(element("button", className, label), { type: "button" });
  made.addEventListener("click", act);
  return made;
}

let ids = 0;

const newLabel = (tag, text) => Object.assign(element(tag, "cb-label", text), { id: `cb-label-${(ids += 1)}` });

/** A field with its label above it. */
function labelled(label, control, className = "cb-cell") {
  const name = newLabel("label", label);
  name.htmlFor = control.id = `cb-input-${ids}`;
  return box("div", className, name, control);
}

function input(type, properties = {}) {
  return Object.assign(element(type === "textarea" ? "textarea" : "input", "cb-input"), type === "textarea" ? {} : { type }, properties);
}

/** A tick with its label beside it. */
function tick(label, control) {
  return box("label", "cb-tick", control, element("span", "", label));
}

function fold(summary, ...children) {
  return box("details", "cb-fold", element("summary", "", summary), ...children);
}

/** Fill a list to choose from; a key that is on no list (an older one had it) is shown as it is. */
function fillList(list, choices, chosen) {
  const known = choices.some(({ key }) => key === chosen) ? choices : [...choices, { key: chosen, label: chosen, definition: "" }];
  const option = ({ key, label, definition }) => Object.assign(element("option", "", label), { value: key, title: definition });
  if (list.length !== known.length) list.replaceChildren(...known.map(option));
  list.value = chosen;
}

/** A symbol that says what the word beside it says. */
function sign(symbol) {
  const made = element("span", "cb-sign", symbol);
  made.setAttribute("aria-hidden", "true");
  return made;
}

// -- a group of which one is chosen: the arrows move within it and choose nothing ----------------------------------------

function choiceGroup(label, choices, choose) {
  const name = newLabel("span", label);
  const group = element("div", "cb-choices");
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-labelledby", name.id);
  group.append(...choices.map((choice) => choiceButton(choice, choose)));
  group.addEventListener("keydown", moveInGroup);
  return { name, group };
}

function choiceButton({ key, label, symbol }, choose) {
  const made = button("", "cb-choice", () => choose(key));
  made.setAttribute("role", "radio");
  made.dataset.key = key;
  if (symbol) made.append(sign(symbol));
  made.append(label);
  return made;
}

function paintChoices(group, chosen, proposed) {
  const buttons = [...group.children];
  const stop = buttons.find((one) => one.dataset.key === chosen) ?? buttons[0];
  for (const one of buttons) {
    one.setAttribute("aria-checked", String(one.dataset.key === chosen));
    one.classList.toggle("cb-proposed", one.dataset.key === proposed);
    one.tabIndex = one === stop ? 0 : -1;
  }
}

function moveInGroup(event) {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.children];
  buttons.at((buttons.indexOf(event.target) + by) % buttons.length).focus();
}
