// All that can be done by key, in one table: the keys, the list that `?` shows, the bar and the panel's buttons read it.
//
// Keys are letters, digits and the arrows, never with Ctrl, Alt or Meta, which belong to the browser and to screen readers.

const TYPING = "textarea, select, [contenteditable=''], [contenteditable=true], input:not([type=radio], [type=checkbox], [type=button])";
const DIALOG = "dialog[open], [role=dialog], [aria-modal=true]";
const PRESSED = "button, a[href], summary, [role=button], [role=radio], [role=option], [role=tab], input";
const DIGITS = [..."0123456789"];

// -- the table ----------------------------------------------------------------------------------------------------------
// name: what the panel calls it; keys: as `keyOf` names them; label: what it does; run; isUsable: whether it can be done
// now; why: what to do first where it cannot; bar: beside what it is offered, where `isOffered` does not say no; needsKey: which of its keys it was matters.

function commandsOf(reader) {
  const groups = [["Claims", claimCommands], ["Finding", findingCommands], ["Open stretches", stretchCommands], ["Selecting", selectCommands], ["Shaping", shapeCommands], ["Article", articleCommands]];
  return groups.flatMap(([group, commands]) => commands(reader).map((one) => ({ isUsable: () => true, group, ...one, label: labelOf(one) })));
}

const labelOf = ({ label }) => (typeof label === "function" ? label : () => label);

const hasClaim = (reader) => () => reader.current >= 0 && reader.stretch < 0;

const hasSelection = (reader) => () => Boolean(reader.selected);

const theClaim = (reader) => (reader.current < 0 ? "the claim" : `claim ${reader.current + 1}`);

function claimCommands(reader) {
  const isUsable = () => reader.claims.length > 0;
  const why = "There are no claims in this article yet. Select words and press a.";
  return [
    { name: "next", keys: ["j"], label: "Next claim", run: () => step(reader, 1), isUsable, why, repeats: true },
    { name: "previous", keys: ["k"], label: "Previous claim", run: () => step(reader, -1), isUsable, why, repeats: true },
    { name: "unchecked", keys: ["n"], label: "Next unchecked claim", run: () => goUnchecked(reader), isUsable, why, repeats: true },
  ];
}

function findingCommands(reader) {
  const isUsable = hasClaim(reader);
  const each = reader.choices.slice(0, DIGITS.length).map(({ key, label, symbol }, status) => (
    { name: `mark-${key}`, keys: [String(status)], label: `${symbol} ${label}`, run: () => markCurrent(reader, status), isUsable, why: "Take a claim in hand first: j." }));
  const keys = each.map((_, status) => `Shift+${status}`);
  const andOn = (key) => {
    markCurrent(reader, Number(key.at(-1)));
    goUnchecked(reader);
  };
  return [...each, { name: "mark-on", keys, shown: `Shift 0–${each.length - 1}`, label: "Mark, and go on to the next unchecked claim", run: andOn, isUsable, needsKey: true, why: "Take a claim in hand first: j." }];
}

function stretchCommands(reader) {
  const held = () => heldStretch(reader);
  const isUsable = () => reader.stretch >= 0 && (isOpen(held()) || held().reason !== "");
  const isRunUsable = () => reader.stretch >= 0 && isOpen(held());
  const why = "Go to an open stretch first: o.";
  const reasons = reader.data.lists.reason.map(({ key, label, definition }, place) => (
    { name: `dismiss-${key}`, keys: [String(place + 1)], label: `Dismiss: ${label}`, short: label, title: definition, bar: "stretch",
      run: () => dismissHeld(reader, key), isUsable, isUsual: () => usual(reader, "dismiss").key === key }));
  return [
    { name: "open-next", keys: ["o"], label: "Next open stretch", run: () => goOpen(reader, 1), repeats: true },
    { name: "open-previous", keys: ["Shift+O"], label: "Previous open stretch", run: () => goOpen(reader, -1), repeats: true },
    { name: "dismiss", keys: ["d", "Enter"], shown: "d or Enter", label: () => `Dismiss it: ${usual(reader, "dismiss").label}`, run: () => dismissHeld(reader, usual(reader, "dismiss").key), isUsable, why },
    ...reasons,
    { name: "dismiss-run", keys: ["Shift+D"], label: "Dismiss all up to the next claim", bar: "stretch", run: () => dismissHeld(reader, usual(reader, "dismiss").key, true), isUsable: isRunUsable, isOffered: () => runOf(reader).length > 1, why },
    { name: "reopen", keys: ["r"], label: "Open it again", bar: "stretch", run: () => reopen(reader), isUsable: () => reader.stretch >= 0 && held().reason !== "", why: "Click a dismissed stretch first." },
  ];
}

function selectCommands(reader) {
  const isUsable = () => Boolean(reader.cursor);
  const family = (name, shown, label, ...names) => (
    { name, shown, label, keys: names.flatMap((one) => [one, `Shift+${one}`]), run: (key) => moveCursor(reader, key), isUsable, needsKey: true, repeats: true });
  return [
    { name: "select", keys: ["v"], label: () => (reader.cursor ? "Move the other end" : "Select words by keyboard"), run: () => startCursor(reader) },
    family("by-word", "← →", "By word; with Shift, more words", "ArrowLeft", "ArrowRight"),
    family("by-sentence", "↑ ↓", "By sentence; with Shift, more sentences", "ArrowUp", "ArrowDown"),
    family("by-line", "Home End", "To an end of the line; with Shift, up to it", "Home", "End"),
    { name: "leave", keys: ["Escape"], shown: "Esc", label: "Leave it", run: () => leave(reader), isUsable: () => Boolean(reader.cursor || reader.selected || reader.merging || reader.stretch >= 0) },
  ];
}

function shapeCommands(reader) {
  const isUsable = hasSelection(reader);
  const both = (isMore) => () => isUsable() && reader.current >= 0 && isMore(selectedSpan(reader), inHand(reader).spans);
  const why = "Select words first: with the mouse, or with v.";
  const needsClaim = "Take a claim in hand first: j.";
  const bar = "selection";
  const open = () => isUsable() && touchedBy(reader).length > 0;
  const reason = () => usual(reader, "dismiss");
  return [
    { name: "add", keys: ["a"], label: "Add as a claim", bar, run: () => addClaim(reader), isUsable, why },
    { name: "bounds", keys: ["b"], label: () => `Set as bounds of ${theClaim(reader)}`, bar, run: () => setBounds(reader), isUsable: hasClaim(reader), why: needsClaim },
    { name: "extend", keys: ["Shift+B"], label: () => `Add to ${theClaim(reader)}`, bar, run: () => bound(reader, [...inHand(reader).spans, selectedSpan(reader)]), isUsable: both((span, spans) => without([span], spans).length > 0), why },
    { name: "take-out", keys: ["x"], label: () => `Take out of ${theClaim(reader)}`, bar, run: () => takeOut(reader), isUsable: both((span, spans) => spans.some((one) => overlaps(one, span))), why },
    { name: "split", keys: ["c"], label: () => `Cut ${theClaim(reader)} in two`, bar: "cut", run: () => split(reader), isUsable: hasClaim(reader), why: needsClaim },
    { name: "merge", keys: ["m"], label: "Merge with another claim", run: () => merge(reader), isUsable: hasClaim(reader), why: needsClaim },
    { name: "withdraw", keys: ["w"], label: "This is no claim", run: () => withdraw(reader), isUsable: hasClaim(reader), why: needsClaim },
    { name: "dismiss-selected", keys: ["d"], label: () => `Dismiss what is open in it: ${reason().label}`, bar, run: () => dismissSelected(reader, reason().key), isUsable: open },
    { name: "dismiss-touched", keys: ["Shift+D"], label: "Dismiss every open stretch that it touches", run: () => dismissSelected(reader, reason().key, true), isUsable: open },
  ];
}

function articleCommands(reader) {
  return [
    { name: "undo", keys: ["u"], label: "Undo", run: () => stepBack(reader, "undo") },
    { name: "redo", keys: ["Shift+U"], label: "Do again", run: () => stepBack(reader, "redo") },
    { name: "search", keys: ["f"], label: "Search the text", run: () => reader.query.select() },
    { name: "keys", keys: ["?"], label: "This list", run: () => showKeys(reader) },
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
  const one = meant.find(({ isUsable }) => isUsable()) ?? meant.find(({ why, keys }) => why && keys[0] === key);
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
