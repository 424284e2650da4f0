// All that can be done by key, in one table: the keys, the list that `?` shows, the bar and the panel's buttons read it.
//
// Keys are letters, digits and the arrows, never with Ctrl, Alt or Meta, which belong to the browser and to screen readers.

const TYPING = "textarea, select, [contenteditable=''], [contenteditable=true], input:not([type=radio], [type=checkbox], [type=button])";
const DIALOG = "dialog[open], [role=dialog], [aria-modal=true]";
const PRESSED = "button, a[href], summary, [role=button], [role=radio], [role=option], [role=tab], input";
const DIGITS = [..."0123456789"];

// -- the table ----------------------------------------------------------------------------------------------------------
// Each has a name, which the panel calls it by, its keys as `keyOf` names them, what it does in words, and `run`. Besides:
// isUsable says whether it can be done now, and `why` what to do first where it cannot; `bar` says beside what it is
// offered (where isOffered does not say no), `shown` what its keys are called; repeats: while the key is held down;
// needsKey: `run` asks which of the keys it was.

const GROUPS = {
  Claims: claimCommands,
  Finding: findingCommands,
  "Open stretches": stretchCommands,
  Selecting: selectCommands,
  Shaping: shapeCommands,
  Article: articleCommands,
};
const NO_CLAIM = "Take a claim in hand first: j.";

function commandsOf(reader) {
  return Object.entries(GROUPS).flatMap(([group, commands]) => commands(reader).map((one) => ({ ...one, group })));
}

function does(name, keys, label, run, more = {}) {
  const labelNow = typeof label === "function" ? label : () => label;
  return { name, keys: [keys].flat(), label: labelNow, run, isUsable: () => true, ...more };
}

const hasClaim = (reader) => () => reader.current >= 0 && reader.stretch < 0;

const theClaim = (reader) => (reader.current < 0 ? "the claim" : `claim ${reader.current + 1}`);

function claimCommands(reader) {
  const why = "There are no claims in this article yet. Select words and press a.";
  const more = { isUsable: () => reader.claims.length > 0, why, repeats: true };
  return [
    does("next", "j", "Next claim", () => step(reader, 1), more),
    does("previous", "k", "Previous claim", () => step(reader, -1), more),
    does("unchecked", "n", "Next unchecked claim", () => goUnchecked(reader), more),
  ];
}

function findingCommands(reader) {
  const more = { isUsable: hasClaim(reader), why: NO_CLAIM };
  const choices = reader.choices.slice(0, DIGITS.length);
  const each = choices.map(({ key, label, symbol }, status) =>
    does(`mark-${key}`, String(status), `${symbol} ${label}`, () => markCurrent(reader, status), more));
  const andOn = (key) => {
    markCurrent(reader, Number(key.at(-1)));
    goUnchecked(reader);
  };
  const keys = choices.map((_, status) => `Shift+${status}`);
  const shown = `Shift 0–${choices.length - 1}`;
  return [...each, does("mark-on", keys, "Mark, and go on to the next unchecked claim", andOn, { ...more, shown, needsKey: true })];
}

function stretchCommands(reader) {
  const held = () => heldStretch(reader);
  const isUsable = () => reader.stretch >= 0 && (isOpen(held()) || held().reason !== "");
  const why = "Go to an open stretch first: o.";
  const usualKey = () => usual(reader, "dismiss").key;
  const reasons = reader.data.lists.reason.map(({ key, label, definition }, place) => {
    const more = { short: label, title: definition, bar: "stretch", isUsable, isUsual: () => usualKey() === key };
    return does(`dismiss-${key}`, String(place + 1), `Dismiss: ${label}`, () => dismissHeld(reader, key), more);
  });
  const run = { bar: "stretch", isUsable: () => reader.stretch >= 0 && isOpen(held()), isOffered: () => runOf(reader).length > 1, why };
  const again = { bar: "stretch", isUsable: () => reader.stretch >= 0 && held().reason !== "", why: "Click a dismissed stretch first." };
  return [
    does("open-next", "o", "Next open stretch", () => goOpen(reader, 1), { repeats: true }),
    does("open-previous", "Shift+O", "Previous open stretch", () => goOpen(reader, -1), { repeats: true }),
    does("dismiss", ["d", "Enter"], () => `Dismiss it: ${usual(reader, "dismiss").label}`, () => dismissHeld(reader, usualKey()), { shown: "d or Enter", isUsable, why }),
    ...reasons,
    does("dismiss-run", "Shift+D", "Dismiss all up to the next claim", () => dismissHeld(reader, usualKey(), true), run),
    does("reopen", "r", "Open it again", () => reopen(reader), again),
  ];
}

function selectCommands(reader) {
  const family = (name, shown, label, ...names) => {
    const more = { shown, isUsable: () => Boolean(reader.cursor), needsKey: true, repeats: true };
    return does(name, names.flatMap((one) => [one, `Shift+${one}`]), label, (key) => moveCursor(reader, key), more);
  };
  const isBegun = () => Boolean(reader.cursor || reader.selected || reader.merging || reader.stretch >= 0);
  return [
    does("select", "v", () => (reader.cursor ? "Move the other end" : "Select words by keyboard"), () => startCursor(reader)),
    family("by-word", "← →", "By word; with Shift, more words", "ArrowLeft", "ArrowRight"),
    family("by-sentence", "↑ ↓", "By sentence; with Shift, more sentences", "ArrowUp", "ArrowDown"),
    family("by-line", "Home End", "To an end of the line; with Shift, up to it", "Home", "End"),
    does("leave", "Escape", "Leave it", () => leave(reader), { shown: "Esc", isUsable: isBegun }),
  ];
}

function shapeCommands(reader) {
  const bar = "selection";
  const hasSelection = () => Boolean(reader.selected);
  const why = "Select words first: with the mouse, or with v.";
  const onClaim = { isUsable: hasClaim(reader), why: NO_CLAIM };
  const onBoth = (isMore) => ({ bar, why, isUsable: () => hasSelection() && reader.current >= 0 && isMore(selectedSpan(reader), inHand(reader).spans) });
  const onOpen = { isUsable: () => hasSelection() && touchedBy(reader).length > 0 };
  const reason = () => usual(reader, "dismiss");
  const extend = () => bound(reader, [...inHand(reader).spans, selectedSpan(reader)]);
  return [
    does("add", "a", "Add as a claim", () => addClaim(reader), { bar, isUsable: hasSelection, why }),
    does("bounds", "b", () => `Set as bounds of ${theClaim(reader)}`, () => setBounds(reader), { ...onClaim, bar }),
    does("extend", "Shift+B", () => `Add to ${theClaim(reader)}`, extend, onBoth((span, spans) => without([span], spans).length > 0)),
    does("take-out", "x", () => `Take out of ${theClaim(reader)}`, () => takeOut(reader), onBoth((span, spans) => spans.some((one) => overlaps(one, span)))),
    does("split", "c", () => `Cut ${theClaim(reader)} in two`, () => split(reader), { ...onClaim, bar: "cut" }),
    does("merge", "m", "Merge with another claim", () => merge(reader), onClaim),
    does("withdraw", "w", "This is no claim", () => withdraw(reader), onClaim),
    does("dismiss-selected", "d", () => `Dismiss what is open in it: ${reason().label}`, () => dismissSelected(reader, reason().key), { ...onOpen, bar }),
    does("dismiss-touched", "Shift+D", "Dismiss every open stretch that it touches", () => dismissSelected(reader, reason().key, true), onOpen),
  ];
}

function articleCommands(reader) {
  return [
    does("undo", "u", "Undo", () => stepBack(reader, "undo")),
    does("redo", "Shift+U", "Do again", () => stepBack(reader, "redo")),
    does("search", "f", "Search the text", () => goToSearch(reader)),
    does("keys", "?", "This list", () => showKeys(reader)),
  ];
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
  const made = button("cb-command", "", () => runListed(reader, dialog, one));
  made.disabled = !one.isUsable() || Boolean(one.needsKey);
  made.append(element("kbd", "", nameOf(one)), element("span", "", one.label()));
  entry.append(made);
  return entry;
}

function runListed(reader, dialog, one) {
  dialog.close();
  if (reader.selected) showSelection(reader, reader.selected); // the search field took it away
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

/** Ask why, with the reason used last for this in hand: Enter takes it, a digit another. */
function askReason(reader, label, words, then) {
  const dialog = openDialog(reader, label, "cb-keys cb-reasons");
  const list = element("div", "cb-commands");
  const reasons = reader.data.lists.reason;
  const choose = ({ key }) => {
    dialog.close();
    keep("withdraw", key);
    then(key);
  };
  list.append(...reasons.map((reason, place) => reasonButton(reason, place, () => choose(reason))));
  dialog.addEventListener("keydown", (event) => {
    const reason = reasons[Number(keyOf(event)) - 1];
    if (reason) taken(event, () => choose(reason));
  });
  dialog.append(element("blockquote", "", words), list);
  dialog.showModal();
  list.children[reasons.indexOf(usual(reader, "withdraw"))].focus();
}

function reasonButton({ label, definition }, place, then) {
  const made = button("cb-command", "", then);
  made.append(element("kbd", "", String(place + 1)), element("strong", "", label), element("span", "", definition));
  return made;
}
