// Draws the article with its claims marked in place. What a reviewer does shows at once and is sent until the server has it.
//
// Start at `draw` (text to elements); then `pick` and `mark` (what a reviewer does) and `settle` (what the server says).
// Places on the wire count code points, JavaScript counts UTF-16 units: `unitsIn` converts, everything here is in units.

const RESEND_MS = 2000;
const LINE_BREAK = /\r\n|[\n\r\v\f\x85\u2028\u2029]/g;
const TYPING = "textarea, select, [contenteditable=''], [contenteditable=true], input:not([type=radio], [type=checkbox], [type=button])";
const LENT = [["--cb-page", "--st-background-color"], ["--cb-line", "--st-border-color"], ["--cb-quiet", "--st-gray-text-color"]];
const DIALOG = "dialog[open], [role=dialog], [aria-modal=true]";

const readers = new WeakMap(); // Streamlit calls again with the same element whenever the data change.

export default function component({ data, parentElement }) {
  const reader = readers.get(parentElement) ?? open(parentElement);
  if (reader.data !== data) draw(reader, data);
  lendColours(parentElement);
  return () => close(reader, parentElement);
}

// -- life ---------------------------------------------------------------------------------------------------------------

function open(parent) {
  const reader = { root: parent.querySelector(".cb-reader"), current: -1, outbox: [], sent: Date.now(), off: new AbortController() };
  reader.name = Math.random().toString(36).slice(2);
  const { signal } = reader.off;
  reader.root.addEventListener("click", (event) => onClick(reader, event), { signal });
  document.addEventListener("keydown", (event) => onKey(reader, event), { signal });
  document.addEventListener("claimbook:hello", () => announce(reader), { signal });
  document.addEventListener("claimbook:step", (event) => step(reader, event.detail, false), { signal });
  document.addEventListener("claimbook:mark", (event) => mark(reader, event.detail), { signal });
  document.addEventListener("claimbook:again", (event) => stepBack(reader, event.detail), { signal });
  document.addEventListener("claimbook:state", (event) => settle(reader, event.detail), { signal });
  document.addEventListener("claimbook:light", (event) => light(reader, event.detail), { signal });
  readers.set(parent, reader);
  return reader;
}

function close(reader, parent) {
  reader.off.abort();
  clearTimeout(reader.timer);
  CSS.highlights?.delete("cb-found");
  readers.delete(parent);
}

/** Give some of the theme's colours to the editor, which lies outside of where Streamlit defines them. */
function lendColours(parent) {
  const theme = getComputedStyle(parent);
  for (const [name, from] of LENT) document.documentElement.style.setProperty(name, theme.getPropertyValue(from));
}

// -- text to elements ---------------------------------------------------------------------------------------------------

function draw(reader, data) {
  const units = unitsIn(data.text);
  const inUnits = (spans) => spans.map(([start, end]) => [units(start), units(end)]);
  const text = data.text;
  Object.assign(reader, { data, text, units, choices: data.fields[0].choices, current: -1, statuses: [] });
  reader.claims = data.claims.map((claim) => newClaim(text, claim, inUnits(claim.spans)));
  const places = { body: inUnits(data.body), chrome: inUnits(data.chrome) };
  const lines = linesOf(text);
  const edges = [...lines.flat(), ...places.chrome.flat()];
  const pieces = cut(text.length, reader.claims, edges);
  Object.assign(reader, { pieces, starts: pieces.map(({ start }) => start) });
  reader.root.replaceChildren(topLine(reader), ...lines.map((line) => lineElement(reader, line, pieces, places)));
  reader.claims.forEach((_, number) => paintStatus(reader, number, 0));
  announce(reader);
}

/** Hand the panel what it shows of each claim. */
function announce({ data, claims }) {
  if (data) document.dispatchEvent(new CustomEvent("claimbook:drawn", { detail: { ...data, claims } }));
}

function newClaim(text, claim, spans) {
  const words = spans.map(([start, end]) => text.slice(start, end).replace(/\s+/g, " ").trim()).join(" … ");
  const length = spans.reduce((sum, [start, end]) => sum + end - start, 0);
  return { ...claim, spans, words, length, pieces: [], badge: null };
}

/** Return a function from code points to UTF-16 units. */
function unitsIn(text) {
  const wide = [];
  let point = 0;
  for (const character of text) {
    if (character.length === 2) wide.push(point);
    point += 1;
  }
  return (offset) => offset + firstAtLeast(wide, offset);
}

/** Return how many of the sorted numbers are below `value`. */
function firstAtLeast(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function linesOf(text) {
  const lines = [];
  let start = 0;
  for (const found of text.matchAll(LINE_BREAK)) {
    lines.push([start, found.index]);
    start = found.index + found[0].length;
  }
  return [...lines, [start, text.length]];
}

/** Cut the text wherever something begins or ends; each piece knows its claims, the innermost (shortest) first. */
function cut(length, claims, edges) {
  const at = new Map([0, length, ...edges].map((place) => [place, []]));
  claims.forEach((claim, number) => {
    for (const place of claim.spans.flat()) at.get(place)?.push(number) ?? at.set(place, [number]);
  });
  const places = [...at.keys()].sort((a, b) => a - b);
  const open = new Set();
  return places.slice(0, -1).map((start, index) => {
    for (const number of at.get(start)) if (!open.delete(number)) open.add(number); // begins and ends alternate
    const inside = [...open].sort((a, b) => claims[a].length - claims[b].length || a - b);
    return { start, end: places[index + 1], claims: inside };
  });
}

function lineElement(reader, [start, end], pieces, { body, chrome }) {
  const inBody = body.some((span) => span[0] < end && span[1] > start);
  const isTitle = !inBody && reader.data.title !== "" && reader.text.slice(start, end).trim() === reader.data.title;
  const line = element(isTitle ? "h2" : "p", `cb-line ${isTitle ? "cb-title" : inBody ? "" : "cb-aside"}`);
  line.dir = "auto";
  for (let index = firstAtLeast(reader.starts, start); index < pieces.length && pieces[index].end <= end; index += 1) {
    const isChrome = chrome.some(([from, to]) => from <= pieces[index].start && pieces[index].end <= to);
    line.append(...pieceNodes(reader, pieces[index], isChrome));
  }
  return line;
}

/** Return the badges of the claims that begin here, then the words. */
function pieceNodes(reader, piece, isChrome) {
  const text = document.createTextNode(reader.text.slice(piece.start, piece.end));
  piece.text = text;
  if (!piece.claims.length && !isChrome) return [text];
  piece.element = element("span", piece.claims.length ? "cb-piece" : "cb-chrome");
  piece.element.append(text);
  piece.element.dataset.claims = piece.claims.join(" ");
  for (const number of piece.claims) reader.claims[number].pieces.push(piece);
  const starting = piece.claims.filter((number) => reader.claims[number].spans[0][0] === piece.start);
  return [...starting.reverse().map((number) => badge(reader, number)), piece.element];
}

/** A claim's one stop for the keyboard and for screen readers; the words around it stay plain text. */
function badge(reader, number) {
  const made = element("span", "cb-badge", String(number + 1));
  made.setAttribute("role", "button");
  made.tabIndex = 0;
  made.dataset.claims = String(number);
  reader.claims[number].badge = made;
  return made;
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

// -- what is shown of a claim -------------------------------------------------------------------------------------------

function paintStatus(reader, number, status) {
  if (reader.statuses[number] === status) return;
  reader.statuses[number] = status;
  const claim = reader.claims[number];
  const choice = reader.choices[status] ?? { key: "other", label: "another finding", symbol: "•" };
  claim.badge.dataset.status = choice.key;
  claim.badge.dataset.symbol = choice.symbol;
  claim.badge.setAttribute("aria-label", `Claim ${number + 1}, ${choice.label.toLowerCase()}: ${claim.words}`);
  for (const piece of claim.pieces) if (piece.claims[0] === number) piece.element.dataset.status = choice.key;
}

function paintCurrent(reader, number, isCurrent) {
  const claim = reader.claims[number];
  if (!claim) return;
  if (isCurrent) claim.badge.setAttribute("aria-current", "true");
  else claim.badge.removeAttribute("aria-current");
  for (const { element: words } of claim.pieces) words.classList.toggle("cb-current", isCurrent);
}

function move(reader, number) {
  if (number === reader.current) return;
  paintCurrent(reader, reader.current, false);
  paintCurrent(reader, number, true);
  reader.current = number;
}

function keepInView(shown) {
  const { top, bottom } = shown.getBoundingClientRect();
  const sheet = document.querySelector(".st-key-editor")?.getBoundingClientRect();
  const floor = sheet && sheet.left < window.innerWidth / 4 ? sheet.top : window.innerHeight; // a sheet over the text on narrow screens
  if (top < 64 || bottom > floor - 24) shown.scrollIntoView({ block: floor < window.innerHeight ? "start" : "center" });
}

/** Light up the stretches of a finding, or none. */
function light(reader, { spans, show }) {
  if (!globalThis.Highlight) return; // browsers before 2025: the panel still quotes the words
  const ranges = spans.map(([start, end]) => rangeOf(reader, reader.units(start), reader.units(end)));
  CSS.highlights.set("cb-found", new Highlight(...ranges));
  if (show && ranges.length) keepInView(ranges[0]);
}

function rangeOf(reader, start, end) {
  const range = new Range();
  range.setStart(...spot(reader, start));
  range.setEnd(...spot(reader, end - 1, 1));
  return range;
}

/** Return the text node that holds a character, and the character's place in it. */
function spot({ pieces, starts }, offset, more = 0) {
  const piece = pieces[firstAtLeast(starts, offset + 1) - 1];
  return [piece.text, offset - piece.start + more];
}

// -- what a reviewer does -----------------------------------------------------------------------------------------------

function onClick(reader, event) {
  const claims = event.target.closest("[data-claims]")?.dataset.claims;
  if (!claims || String(getSelection()) !== "") return; // a selection was being made
  const numbers = claims.split(" ").map(Number);
  pick(reader, numbers[(numbers.indexOf(reader.current) + 1) % numbers.length]); // again on the same words: the next one
}

function onKey(reader, event) {
  const target = event.composedPath()[0];
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (target.closest?.(TYPING) || document.querySelector(DIALOG)) return;
  const act = actOf(reader, event.key.toLowerCase(), target, event.shiftKey);
  if (!act) return;
  event.preventDefault();
  act();
}

function actOf(reader, key, target, shift) {
  if (key === "j") return () => step(reader, 1);
  if (key === "k") return () => step(reader, -1);
  if (key === "u") return () => stepBack(reader, shift ? "redo" : "undo");
  if (key === "?") return () => showKeys(reader);
  if (/^[0-9]$/.test(key) && reader.choices[key]) return () => markCurrent(reader, Number(key));
  const onBadge = reader.root.contains(target) && target.classList.contains("cb-badge");
  return onBadge && (key === "enter" || key === " ") ? () => target.click() : null;
}

function step(reader, by, byKey = true) {
  const number = Math.min(Math.max(reader.current + by, 0), reader.claims.length - 1);
  if (number < 0) return;
  pick(reader, number);
  keepInView(reader.claims[number].badge);
  if (byKey) reader.claims[number].badge.focus({ preventScroll: true }); // so that a screen reader says it
}

function pick(reader, number) {
  if (number === reader.current) return;
  move(reader, number);
  document.dispatchEvent(new CustomEvent("claimbook:picked", { detail: reader.claims[number].id }));
  putInAddress(reader, number);
  send(reader, { claim: reader.claims[number].id });
}

/** Name the claim in the address at once: the server finds it there, and need not send it back. */
function putInAddress(reader, number) {
  const address = new URL(window.location);
  address.searchParams.set("article", reader.data.id);
  address.searchParams.set("claim", reader.claims[number].id);
  window.history.pushState({}, "", address);
}

function markCurrent(reader, status) {
  if (reader.current < 0) return;
  mark(reader, { claim: reader.claims[reader.current].id, field: "verification", value: reader.choices[status].key });
}

/** Take a choice: it shows in the text at once, before the server has it. */
function mark(reader, act) {
  const number = reader.claims.findIndex(({ id }) => id === act.claim);
  if (act.field === "verification") paintStatus(reader, number, reader.choices.findIndex(({ key }) => key === act.value));
  send(reader, act);
}

/** Undo or do again: only the server knows which mark is meant, in which claim. */
function stepBack(reader, step) {
  if (reader.current >= 0) send(reader, { claim: reader.claims[reader.current].id, article: reader.data.id, step });
}

// -- to the server and back ---------------------------------------------------------------------------------------------

/** Keep each act until it is confirmed: while a script runs, Streamlit drops all but the newest message. */
function send(reader, act) {
  reader.sent += 1;
  const marks = reader.outbox.filter((earlier) => earlier.field || earlier.step); // of moves only the last one counts
  reader.outbox = [...marks, { ...act, number: reader.sent, token: `${reader.name}-${reader.sent}` }];
  deliver(reader);
}

function deliver(reader) {
  clearTimeout(reader.timer);
  if (!reader.outbox.length) return;
  document.dispatchEvent(new CustomEvent("claimbook:acts", { detail: reader.outbox }));
  reader.timer = setTimeout(() => deliver(reader), RESEND_MS);
}

/** Take over what the server says, except where the reviewer has gone on since. */
function settle(reader, { article, at, confirmed, statuses }) {
  if (article !== reader.data?.id) return;
  reader.outbox = reader.outbox.filter((act) => act.number > confirmed);
  if (!reader.outbox.length) clearTimeout(reader.timer);
  const pending = new Set(reader.outbox.filter((act) => act.field === "verification").map((act) => act.claim));
  statuses.forEach((status, number) => pending.has(reader.claims[number].id) || paintStatus(reader, number, status));
  if (reader.outbox.length || reader.current === at) return;
  move(reader, at);
  keepInView(reader.claims[at].badge);
}

// -- the list of keys ---------------------------------------------------------------------------------------------------

/** What is known of the article besides its text, and the way to the keys. */
function topLine(reader) {
  const line = element("div", "cb-top");
  const about = element("span", "cb-about", reader.data.about);
  about.dir = "auto";
  line.append(about, keysButton(reader));
  return line;
}

function keysButton(reader) {
  const button = element("button", "cb-keys-button", "Keys: ?");
  button.type = "button";
  button.setAttribute("aria-label", "Show the list of keys");
  button.addEventListener("click", () => showKeys(reader));
  return button;
}

function showKeys(reader) {
  const dialog = element("dialog", "cb-keys");
  dialog.setAttribute("aria-label", "Keys");
  const marks = reader.choices.slice(0, 10).map(({ label, symbol }, digit) => [String(digit), `${symbol} ${label}`]);
  const rows = [["j", "Next claim"], ["k", "Previous claim"], ...marks, ["u", "Undo"], ["U", "Do again"], ["?", "This list"], ["Esc", "Close it"]];
  const list = element("dl", "");
  for (const [key, meaning] of rows) list.append(element("dt", "", key), element("dd", "", meaning));
  dialog.append(element("h3", "", "Keys"), list, element("p", "", "They rest while you type."));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  reader.root.append(dialog);
  dialog.showModal();
}
