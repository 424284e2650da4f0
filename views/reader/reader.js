// Draws the article with its claims marked in place. What a reviewer does shows at once and is sent until the server has it.
//
// Start at `draw` (text to elements); then `pick` and `mark` (what a reviewer does) and `settle` (what the server says).
// Places on the wire count code points, JavaScript counts UTF-16 units: what is called `spans` or `points` is on the
// wire, `places` are in units. This file and its neighbours are one script: see component.py.

const LENT = [["--cb-page", "--st-background-color"], ["--cb-line", "--st-border-color"], ["--cb-quiet", "--st-gray-text-color"]];
const readers = new WeakMap(); // Streamlit calls again with the same element whenever the data change.

export default function component({ data, parentElement }) {
  const reader = readers.get(parentElement) ?? open(parentElement);
  if (reader.data !== data) take(reader, data);
  lendColours(parentElement);
  return () => setTimeout(() => parentElement.isConnected || close(reader, parentElement)); // Streamlit also calls it for data that newer ones overtook
}

// -- life ---------------------------------------------------------------------------------------------------------------

function open(parent) {
  const reader = { root: parent.querySelector(".cb-reader"), current: -1, stretch: -1, here: 0, off: new AbortController(), ...newOutbox() };
  reader.post = (acts) => tell("acts", acts);
  reader.resume = () => reader.selected && showSelection(reader, reader.selected);
  reader.on = (target, type, then) => target.addEventListener(type, then, { signal: reader.off.signal });
  addFrame(reader);
  reader.on(reader.root, "click", (event) => onClick(reader, event));
  reader.on(document, "keydown", (event) => onKey(reader, event));
  listen(reader, "hello", () => announce(reader));
  listen(reader, "step", (by) => step(reader, by, false));
  listen(reader, "mark", (act) => mark(reader, act));
  listen(reader, "again", (direction) => stepBack(reader, direction));
  listen(reader, "state", (state) => settle(reader, state));
  listen(reader, "light", (found) => light(reader, found));
  listen(reader, "act", (act) => send(reader, act));
  listen(reader, "command", (name) => command(reader, name));
  watchSelection(reader);
  readers.set(parent, reader);
  return reader;
}

function listen(reader, name, then) {
  reader.on(document, `claimbook:${name}`, ({ detail }) => then(detail));
}

function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(`claimbook:${name}`, { detail }));
}

function close(reader, parent) {
  reader.off.abort();
  clearTimeout(reader.timer);
  for (const name of ["cb-found", "cb-search", "cb-match"]) CSS.highlights?.delete(name);
  readers.delete(parent);
}

/** Give some of the theme's colours to the editor, which lies outside of where Streamlit defines them. */
function lendColours(parent) {
  const theme = getComputedStyle(parent);
  for (const [name, from] of LENT) document.documentElement.style.setProperty(name, theme.getPropertyValue(from));
}

/** Make all that is not the text itself, and stays when the text is drawn anew. */
function addFrame(reader) {
  const about = element("p", "cb-about");
  about.dir = "auto";
  const article = element("div", "cb-article");
  article.tabIndex = -1; // takes the focus while words are selected by keyboard
  article.setAttribute("role", "group");
  article.setAttribute("aria-label", "The text of the article");
  const sheet = element("div", "cb-sheet");
  Object.assign(reader, { about, article, sheet, strip: addStrip(reader), bar: addBar(reader), said: element("p", "cb-said") });
  reader.said.setAttribute("role", "status");
  sheet.append(reader.strip, article, reader.bar);
  reader.root.replaceChildren(about, addTools(reader), sheet, reader.said);
}

// -- text to elements ---------------------------------------------------------------------------------------------------

function take(reader, data) {
  const left = reader.data && outboxName(reader) !== outboxName({ data }) ? outboxName(reader) : "";
  if (isDrawn(reader, data)) update(reader, data);
  else draw(reader, data);
  if (left) remember(left, "[]"); // what was not confirmed goes with the name that is put right
  if (left) setOutbox(reader, reader.outbox);
}

/** Say whether data differ from what is drawn in what was dismissed at most: then nothing need be drawn again. */
function isDrawn({ data: old }, data) {
  const shape = ({ id, about, title, body, chrome, claims, fields, lists, stretches }) =>
    JSON.stringify([id, about, title, body, chrome, claims, fields, lists, stretches.map(([start, end]) => [start, end])]);
  return old?.id === data.id && old.stretches.length === data.stretches.length && shape(old) === shape(data);
}

function update(reader, data) {
  reader.data = data;
  readStretches(reader);
  drawBar(reader);
  announce(reader);
}

function draw(reader, data) {
  const isNew = reader.data?.id !== data.id;
  if (isNew) Object.assign(reader, { text: data.text, here: 0, claims: [], stretches: [], merging: null, segments: null, ...measures(data.text) });
  const held = hold(reader);
  const { text, units } = reader;
  const inUnits = (spans) => spans.map(([start, end]) => [units(start), units(end)]);
  if (isNew) Object.assign(reader, { cursor: null, isCutting: false });
  Object.assign(reader, { data, choices: data.fields[0].choices, current: -1, stretch: -1, statuses: [], matching: [] });
  reader.claims = data.claims.map((claim) => newClaim(text, claim, inUnits(claim.spans)));
  reader.stretches = newStretches(reader, inUnits);
  reader.places = { body: inUnits(data.body), chrome: inUnits(data.chrome) };
  reader.commands = commandsOf(reader);
  drawText(reader);
  drawStrip(reader);
  if (isNew) openFilter(reader);
  reader.claims.forEach((claim, number) => paintStatus(reader, number, held.statuses.get(claim.id) ?? 0));
  readStretches(reader);
  applyFilter(reader);
  search(reader);
  resume(reader, held);
  const isTaken = held.claim && reader.current < 0 && !isNew && !reader.outbox.length; // where one has done it oneself the server says what is next
  const isWaiting = isNew && openOutbox(reader); // before the panel hears of the article: it says at once what is confirmed
  announce(reader);
  if (isWaiting) deliver(reader);
  if (isTaken) takeNearest(reader, held.places);
}

/** Hand the panel what it shows of each claim. */
function announce({ data, claims }) {
  if (data) tell("drawn", { ...data, claims });
}

function newClaim(text, claim, places) {
  const words = places.map(([start, end]) => text.slice(start, end).replace(/\s+/g, " ").trim()).join(" … ");
  const length = places.reduce((sum, [start, end]) => sum + end - start, 0);
  return { ...claim, places, words, length, pieces: [], stretches: [], badge: null };
}

/** Draw each line; the elements of the lines stay where they are, so that nothing moves in the window. */
function drawText(reader) {
  const { data, text, claims, places } = reader;
  const lines = linesOf(text);
  const edges = [...lines.flat(), ...places.chrome.flat(), ...edgesOf(reader)];
  const pieces = cut(text.length, claims, edges);
  Object.assign(reader, { pieces, starts: pieces.map(({ start }) => start), pieceOf: new WeakMap() });
  const old = reader.drawn === data.id ? [...reader.article.children] : [];
  const drawn = lines.map((line, index) => lineElement(reader, line, old[index]));
  if (drawn.some((line, index) => line !== old[index])) reader.article.replaceChildren(...drawn);
  Object.assign(reader, { drawn: data.id, shown: pieces.filter((piece) => piece.text) });
  reader.about.textContent = data.about;
}

function lineElement(reader, [start, end], old) {
  const { body, chrome } = reader.places;
  const inBody = body.some((span) => overlaps(span, [start, end]));
  const isTitle = !inBody && reader.data.title !== "" && reader.text.slice(start, end).trim() === reader.data.title;
  const tag = isTitle ? "h2" : "p";
  const line = old?.localName === tag ? old : element(tag, "");
  line.className = `cb-line ${isTitle ? "cb-title" : inBody ? "" : "cb-aside"}`;
  line.dir = "auto";
  const nodes = [];
  for (let index = firstAtLeast(reader.starts, start); reader.pieces[index]?.end <= end; index += 1) {
    const { [index]: piece } = reader.pieces;
    nodes.push(...pieceNodes(reader, piece, chrome.some((span) => covers(span, [piece.start, piece.end]))));
  }
  line.replaceChildren(...nodes);
  return line;
}

/** Return the badges of the claims that begin here, then the words. */
function pieceNodes(reader, piece, isChrome) {
  piece.text = document.createTextNode(reader.text.slice(piece.start, piece.end));
  reader.pieceOf.set(piece.text, piece);
  const stretch = piece.claims.length || isChrome ? undefined : uncovered(reader, piece);
  if (!piece.claims.length && !isChrome && !stretch) return [piece.text];
  piece.element = element("span", piece.claims.length ? "cb-piece" : isChrome ? "cb-chrome" : "cb-stretch");
  piece.element.append(piece.text);
  if (stretch) return [addTo(reader, stretch, piece)];
  piece.element.dataset.claims = piece.claims.join(" ");
  for (const number of piece.claims) reader.claims[number].pieces.push(piece);
  const starting = piece.claims.filter((number) => reader.claims[number].places[0][0] === piece.start);
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

// -- what is in hand stays in hand when the text is drawn anew ----------------------------------------------------------

function hold(reader) {
  const { claims, statuses = [], current, stretch, article } = reader;
  const focused = article.contains(document.activeElement) ? document.activeElement : null;
  return {
    statuses: new Map(claims.map(({ id }, number) => [id, statuses[number]])),
    claim: claims[current]?.id,
    places: claims[current]?.places,
    selection: reader.selected && selectionIn(reader) ? [reader.selected, isBackward()] : null,
    stretch: reader.stretches[stretch]?.points[0],
    hadFocus: focused !== null,
    focus: claims[focused?.dataset.claims]?.id,
  };
}

function resume(reader, held) {
  const find = (id) => reader.claims.findIndex((claim) => claim.id === id);
  const stretch = reader.stretches.findIndex(({ points, state }) => points[0] === held.stretch && state !== "claim");
  if (find(held.claim) >= 0) move(reader, find(held.claim));
  if (stretch >= 0) takeStretch(reader, stretch);
  const words = reader.stretches[stretch]?.pieces[0]?.element;
  if (held.hadFocus && words) focusWords(words);
  else if (held.hadFocus) (reader.claims[find(held.focus)]?.badge ?? reader.article).focus({ preventScroll: true });
  if (reader.merging) setMerging(reader, find(reader.merging) < 0 ? null : reader.merging);
  if (held.selection && reader.selected) showSelection(reader, ...held.selection);
}

/** Take in hand what stands where a claim was that somebody else has withdrawn, cut or merged. */
function takeNearest(reader, places) {
  const { claims } = reader;
  const inIt = claims.findIndex((claim) => claim.places.some((one) => places.some((place) => overlaps(one, place))));
  const number = inIt >= 0 ? inIt : firstWhere(claims.length - 1, (at) => claims[at].places[0][0] >= places[0][0]);
  if (claims.length) pick(reader, number);
  hint(reader, "Somebody has changed what is a claim here. What you had typed of it is saved with the earlier claim.");
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
  for (const stretch of claim.stretches) paintStretch(reader, stretch);
  paintMatching(reader, number);
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
  reader.here = reader.claims[number].places[0][0];
  if (reader.selected) drawBar(reader); // it names the claim in hand
}

/** Return the part of the window in which the text can be read: below the tools, above the editor where that is a sheet. */
function view(reader) {
  const sheet = document.querySelector(".st-key-editor")?.getBoundingClientRect();
  const isSheet = sheet && sheet.left < window.innerWidth / 4;
  return { top: Math.max(reader.tools.getBoundingClientRect().bottom, 0), bottom: isSheet ? sheet.top : window.innerHeight };
}

/** Scroll to an element or a range, unless it can be seen. */
function keepInView(reader, shown) {
  const { top, bottom } = view(reader);
  const isSeen = () => {
    const box = shown.getBoundingClientRect();
    return box.top >= top + 8 && box.bottom <= bottom - 24;
  };
  if (isSeen()) return;
  const holder = shown.startContainer?.parentElement ?? shown;
  holder.scrollIntoView({ block: bottom < window.innerHeight ? "start" : "center" });
  if (holder !== shown && !isSeen()) scrollerOf(reader).scrollBy(0, shown.getBoundingClientRect().top - top - 48);
}

function scrollerOf({ root }) {
  let holder = root.parentElement;
  while (holder && !(holder.scrollHeight > holder.clientHeight && /auto|scroll/.test(getComputedStyle(holder).overflowY))) holder = holder.parentElement;
  return holder ?? window;
}

/** Light up the stretches of a finding, or none. */
function light(reader, { spans, show }) {
  if (!reader.data) return;
  const { units } = reader;
  const ranges = highlight(reader, "cb-found", spans.map(([start, end]) => [units(start), units(end)]));
  if (show && ranges.length) keepInView(reader, ranges[0]);
}

/** Browsers before 2025 light up nothing: the panel still quotes the words, and the search still goes to its matches. */
function highlight(reader, name, places) {
  const ranges = places.map((place) => rangeOf(reader, place));
  if (globalThis.Highlight) CSS.highlights.set(name, new Highlight(...ranges));
  return ranges;
}

function rangeOf(reader, [start, end]) {
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
  const { claims, stretch } = event.target.closest("[data-claims], [data-stretch]")?.dataset ?? {};
  if (!getSelection().isCollapsed && reader.selected) return; // a selection was being made
  if (!stretch && !claims) return;
  hint(reader);
  if (stretch) return takeStretch(reader, Number(stretch));
  const numbers = claims.split(" ").map(Number);
  const number = numbers[(numbers.indexOf(reader.current) + 1) % numbers.length]; // again on the same words: the next one
  if (number !== reader.current) getSelection().removeAllRanges(); // a click that takes a claim in hand marks no place in it
  pick(reader, number);
}

const inHand = (reader) => reader.claims[reader.current];

function step(reader, by, byKey = true) {
  let number = reader.stretch < 0 ? reader.current + by : beside(reader, by);
  while (reader.matching[number] === false) number += by;
  if (number in reader.claims) goTo(reader, number, byKey);
  else hint(reader, by > 0 ? "This is the last claim." : "This is the first claim.");
}

/** Return the claim that comes after (or before) the stretch in hand. */
function beside({ claims, here }, by) {
  return by > 0 ? firstWhere(claims.length, (number) => claims[number].places[0][0] > here) : claims.findLastIndex(({ places }) => places[0][0] < here);
}

function goTo(reader, number, byKey = true) {
  pick(reader, number);
  keepInView(reader, reader.claims[number].badge);
  if (byKey) reader.claims[number].badge.focus({ preventScroll: true }); // so that a screen reader says it
}

/** Go to the next claim that is unchecked, from the end of the article on to its start. */
function goUnchecked(reader) {
  const from = reader.stretch < 0 ? reader.current : beside(reader, 1) - 1;
  const order = reader.claims.map((_, place) => (from + 1 + place) % reader.claims.length);
  const number = order.find((one) => one !== reader.current && reader.statuses[one] === 0 && reader.matching[one]);
  if (number !== undefined) goTo(reader, number);
  else hint(reader, `No ${reader.statuses[reader.current] === 0 ? "other " : ""}claim ${reader.filter.value ? "that the filter shows " : ""}is unchecked.`);
}

function pick(reader, number) {
  releaseStretch(reader);
  if (number === reader.current) return;
  move(reader, number);
  tell("picked", reader.claims[number].id);
  putInAddress(reader, number);
  send(reader, {});
}

/** Name the claim in the address at once: the server finds it there, and need not send it back. */
function putInAddress(reader, number) {
  const address = new URL(window.location);
  address.searchParams.set("article", reader.data.id);
  address.searchParams.set("claim", reader.claims[number].id);
  window.history.pushState({}, "", address);
}

function markCurrent(reader, status) {
  mark(reader, { claim: inHand(reader).id, field: "verification", value: reader.choices[status].key });
}

/** Take a choice: it shows in the text at once, before the server has it. */
function mark(reader, act) {
  const number = reader.claims.findIndex(({ id }) => id === act.claim);
  if (act.field !== "verification" || number < 0) return send(reader, act);
  const was = reader.choices[reader.statuses[number]]?.key; // a finding that is no longer on the list has no key here
  paintStatus(reader, number, reader.choices.findIndex(({ key }) => key === act.value));
  send(reader, { ...(was && { was }), ...act });
}

/** Undo or do again: only the server knows which act is meant, in which claim. */
function stepBack(reader, direction) {
  send(reader, { step: direction });
}

// -- to the server and back ---------------------------------------------------------------------------------------------

/** Take over what the server says, except where the reviewer has gone on since. */
function settle(reader, { article, at, confirmed, statuses, saved }) {
  if (article !== reader.data?.id) return;
  const hadActs = reader.outbox.length > 0;
  setOutbox(reader, reader.outbox.filter((act) => act.number > confirmed));
  if (!reader.outbox.length) settled(reader);
  if (hadActs && saved === false) takeBack(reader);
  if (statuses.length !== reader.claims.length) return; // the claims are other ones by now, and come presently
  const pending = new Set(reader.outbox.filter((act) => act.field === "verification").map((act) => act.claim));
  statuses.forEach((status, number) => pending.has(reader.claims[number].id) || paintStatus(reader, number, status));
  if (reader.outbox.length || reader.current === at || !reader.claims[at]) return;
  move(reader, at);
  if (reader.stretch < 0) keepInView(reader, reader.claims[at].badge);
  if (reader.stretch < 0 && document.activeElement === reader.article) reader.claims[at].badge.focus({ preventScroll: true });
}

/** Show again what stands, where the server would not have what was done: what is dismissed, and the words selected. */
function takeBack(reader) {
  readStretches(reader);
  readSelection(reader);
}
