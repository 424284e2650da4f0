// What can be done by key: a table of commands, which the keys, the list that `?` shows and buttons read.
//
// Keys are letters, digits and the arrows, never with Ctrl, Alt or Meta, which belong to the browser and to screen readers.
// The page that has the commands gives `root`, `data`, `commands` (each with the group it is listed in) and has `hint`.

const TYPING = "textarea, select, [contenteditable=''], [contenteditable=true], input:not([type=radio], [type=checkbox], [type=button])";
const DIALOG = "dialog[open], [role=dialog], [aria-modal=true]";
const PRESSED = "button, a[href], summary, [role=button], [role=radio], [role=option], [role=tab], input";
const DIGITS = [..."0123456789"];

// -- a command ----------------------------------------------------------------------------------------------------------
// Each has a name, which the panel calls it by, its keys as `keyOf` names them, what it does in words, and `run`. Besides:
// isUsable says whether it can be done now, and `why` what to do first where it cannot; `bar` says beside what it is
// offered (where isOffered does not say no), `shown` what its keys are called; repeats: while the key is held down;
// needsKey: `run` asks which of the keys it was.

function does(name, keys, label, run, more = {}) {
  const labelNow = typeof label === "function" ? label : () => label;
  return { name, keys: [keys].flat(), label: labelNow, run, isUsable: () => true, ...more };
}

// -- keys ---------------------------------------------------------------------------------------------------------------

/** Name a key: digits by their place on the keyboard, letters as typed, on other alphabets by their place. */
function keyOf({ key, code, shiftKey }) {
  if (key.length > 1) return shiftKey ? `Shift+${key}` : key;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  const placed = /^\p{L}$/u.test(key) && !/^[a-z]$/i.test(key) ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
  const name = digit ?? placed ?? key;
  if (!/^[a-z0-9]$/i.test(name)) return name; // “?” needs Shift on some keyboards only
  return shiftKey ? `Shift+${name.toUpperCase()}` : name.toLowerCase();
}

function onKey(reader, event) {
  const [target] = event.composedPath();
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (!reader.data || target.closest?.(TYPING) || document.querySelector(DIALOG)) return;
  const key = keyOf(event);
  if (key === "Enter" || key === " ") {
    if (target.classList?.contains("cb-badge")) return taken(event, () => target.click());
    if (target.closest?.(PRESSED)) return;
  }
  const meant = reader.commands.filter(({ keys }) => keys.includes(key));
  const one = meant.find(({ isUsable }) => isUsable()) ?? meant.find(({ why }) => why && key !== "Enter");
  if (one) taken(event, () => event.repeat && !one.repeats || attempt(reader, one, key));
}

/** Take a key, so that nothing else does: Streamlit has a meaning of its own for c and r. */
function taken(event, then) {
  event.preventDefault();
  event.stopPropagation();
  then();
}

function attempt(reader, one, key = one.keys[0]) {
  hint(reader);
  if (one.isUsable()) one.run(key);
  else hint(reader, one.why ?? "This cannot be done here.");
}

/** Do what a button of the panel asks for. */
function command(reader, name) {
  const one = reader.commands?.find((each) => each.name === name);
  if (one) attempt(reader, one);
}

const nameOf = ({ shown, keys }) => shown ?? keys[0].replace("+", " ");

// -- the list of them ---------------------------------------------------------------------------------------------------

function openDialog(reader, label, className) {
  const dialog = element("dialog", className);
  dialog.setAttribute("aria-label", label);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.append(element("h3", "", label));
  reader.root.append(dialog);
  return dialog;
}

function showKeys(reader) {
  const dialog = openDialog(reader, "Keys", "cb-keys");
  const query = element("input", "cb-query");
  Object.assign(query, { type: "text", placeholder: "What do you want to do?", autocomplete: "off", spellcheck: false });
  query.setAttribute("aria-label", "Search the keys");
  const list = element("div", "cb-commands");
  for (const group of new Set(reader.commands.map((one) => one.group))) list.append(commandGroup(reader, dialog, group));
  query.addEventListener("input", () => narrow(list, query.value));
  dialog.addEventListener("keydown", (event) => onListKey(event, query, list));
  dialog.append(query, list, element("p", "", "Keys rest while you type. Enter or a click runs what is listed here."));
  dialog.showModal();
}

function commandGroup(reader, dialog, group) {
  const box = element("section", "");
  const list = element("ul", "");
  list.append(...reader.commands.filter((one) => one.group === group).map((one) => commandEntry(reader, dialog, one)));
  box.append(element("h4", "", group), list);
  return box;
}

function commandEntry(reader, dialog, one) {
  const entry = element("li", "");
  const made = button("", "cb-command", () => runListed(reader, dialog, one));
  made.disabled = !one.isUsable() || Boolean(one.needsKey);
  made.append(element("kbd", "", nameOf(one)), element("span", "", one.label()));
  entry.append(made);
  return entry;
}

function runListed(reader, dialog, one) {
  dialog.close();
  reader.resume?.(); // the search field took the selection away
  attempt(reader, one);
}

/** Show only the commands with all these words. */
function narrow(list, query) {
  const words = query.toLowerCase().split(/\s+/);
  for (const entry of list.querySelectorAll("li")) entry.hidden = !words.every((word) => entry.textContent.toLowerCase().includes(word));
  for (const box of list.children) box.hidden = !box.querySelector("li:not([hidden])");
}

function onListKey(event, query, list) {
  const able = [...list.querySelectorAll("li:not([hidden]) button:not(:disabled)")];
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter" && event.target === query && !event.isComposing) taken(event, () => able[0]?.click());
  if (by) taken(event, () => [query, ...able].at(([query, ...able].indexOf(document.activeElement) + by) % (able.length + 1)).focus());
}
