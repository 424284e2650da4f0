// All that can be done by key in the article, in one table: the keys, the list that `?` shows, the bar and the panel's
// buttons read it (keys.js says how).

// -- the table ----------------------------------------------------------------------------------------------------------

const GROUPS = {
  Claims: claimCommands,
  Finding: findingCommands,
  "Open stretches": stretchCommands,
  Selecting: selectCommands,
  Shaping: shapeCommands,
  Article: articleCommands,
};
const NO_CLAIM = "Take a claim in hand first: j.";

/** What a viewer can do, who may read only. */
const READING = new Set(["next", "previous", "unchecked", "open-next", "open-previous", "leave", "search", "keys"]);

function commandsOf(reader) {
  const all = Object.entries(GROUPS).flatMap(([group, commands]) => commands(reader).map((one) => ({ ...one, group })));
  return reader.data.may === false ? all.filter(({ name }) => READING.has(name)) : all;
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
    does("for-me", "Shift+N", "Next for me: the claim that most needs another opinion", () => send(reader, { next: true })),
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

/** Ask why, with the reason used last for this in hand: Enter takes it, a digit another. */
function askReason(reader, label, words, then) {
  const dialog = openDialog(reader, label, "cb-keys cb-reasons");
  const list = element("div", "cb-commands");
  const reasons = reader.data.lists.reason;
  const choose = ({ key }) => {
    dialog.close();
    remember("withdraw", key);
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
  const made = button("", "cb-command", then);
  made.append(element("kbd", "", String(place + 1)), element("strong", "", label), element("span", "", definition));
  return made;
}
