// Shows an article's claims beside its later coverage. What a reviewer does shows at once and is sent until it is saved.
//
// Start at `component` (data in), then `take` (draw), `show` (a claim in hand) and `relate` (what a reviewer does). The
// neighbours: list.js the claims on the left, card.js a later article, strip.js and moves.js the timelines, news.js what
// no claim covers, commands.js all keys. They are one script with those of views/common: see component.py.

const benches = new WeakMap(); // Streamlit calls again with the same element whenever the data change.

export default function component({ data, parentElement, setTriggerValue }) {
  const bench = benches.get(parentElement) ?? open(parentElement);
  bench.post = (acts) => setTriggerValue("acts", acts);
  bench.leave = (where) => setTriggerValue("leave", where);
  bench.slice = (what) => setTriggerValue("slice", what);
  take(bench, data);
  return () => setTimeout(() => parentElement.isConnected || close(bench, parentElement)); // Streamlit also calls it for data that newer ones overtook
}

// -- life ---------------------------------------------------------------------------------------------------------------

function open(parent) {
  const bench = { root: parent.querySelector(".cb-compare"), claims: new Map(), cards: new Map(), nearest: new Map(), views: new Map(), editors: new Map() };
  Object.assign(bench, { claim: null, coverage: "", data: null, questions: [], settled: 0, isUnfolded: false, off: new AbortController(), ...newOutbox() });
  Object.defineProperty(bench, "acts", { get: () => bench.outbox });
  bench.isTable = remembered("timeline") === "table";
  addFrame(bench);
  document.addEventListener("keydown", (event) => onKey(bench, event), { signal: bench.off.signal });
  benches.set(parent, bench);
  return bench;
}

function close(bench, parent) {
  bench.off.abort();
  clearTimeout(bench.timer);
  clearTimeout(bench.pause);
  benches.delete(parent);
}

/** Make all that stays when the data change. */
function addFrame(bench) {
  const parts = { list: addList(bench), filter: addFilter(bench), hand: element("section", "cb-hand"), whole: element("section", "cb-whole"), said: element("p", "cb-said") };
  Object.assign(bench, parts, addHead(bench));
  bench.hand.setAttribute("aria-label", "The claim in hand");
  bench.hand.tabIndex = -1;
  bench.said.setAttribute("role", "status");
  bench.body = box("div", "cb-sides", box("div", "cb-left", bench.filter, bench.list), bench.hand);
  bench.root.replaceChildren(bench.head, bench.body, bench.whole, bench.said);
  addHand(bench);
}

function addHead(bench) {
  const parts = { receipt: element("span", "cb-receipt"), refusal: element("p", "cb-refusal"), hintLine: element("p", "cb-hint") };
  parts.receipt.setAttribute("role", "status"); // so that a screen reader says that it is saved
  parts.refusal.setAttribute("role", "alert");
  parts.hintLine.setAttribute("role", "status");
  const step = (label, name) => button(label, "cb-step", () => command(bench, name));
  Object.assign(parts, { previous: step("Previous claim", "previous"), next: step("Next claim", "next"), undo: step("Undo", "undo"), redo: step("Redo", "redo") });
  parts.forward = step("Next undecided", "undecided");
  Object.assign(parts, { progress: element("span", "cb-progress"), bar: element("progress", "cb-bar") });
  parts.bar.setAttribute("aria-label", "Compared");
  parts.halt = button("", "cb-step", () => bench.slice({ go_on: !bench.data.comparing.running, number: Date.now() }));
  parts.comparing = box("span", "cb-comparing", parts.bar, parts.progress, parts.halt);
  parts.undecided = button("", "cb-step cb-undecided", () => ask(bench, true));
  const keys = button("Keys: ?", "cb-step cb-keys-button", () => command(bench, "keys"));
  keys.setAttribute("aria-label", "Show the list of keys");
  const steps = box("nav", "cb-steps", parts.previous, parts.next, parts.forward, parts.undo, parts.redo, parts.receipt, parts.comparing, keys);
  return { ...parts, head: box("header", "cb-head", steps, parts.undecided, parts.refusal, parts.hintLine) };
}

/** Show what to do next. */
function hint(bench, text = "") {
  bench.hintLine.textContent = text;
}

/** Set a text that a screen reader speaks when it changes, and not at each act. */
function say(place, text) {
  if (place.textContent !== text) place.textContent = text;
  place.hidden = text === "";
}

// -- data in ------------------------------------------------------------------------------------------------------------

function take(bench, data) {
  const { data: old, claim } = bench;
  if (old && old.id !== data.id) forget(bench);
  renamed(bench, old, data);
  Object.assign(bench, { data, state: data.state });
  bench.root.classList.toggle("cb-reading", data.may === false); // a viewer sees nothing that would be refused
  bench.commands ??= commandsOf(bench);
  bench.lists = {}; // conflicts.js looks there for choices that are of no field
  bench.later = new Map(data.coverage.map((one, place) => [one.id, { ...one, place }]));
  bench.claims = new Map(data.claims.map((one, at) => [one.id, { ...one, at }]));
  bench.nearest.set(data.claim, data.nearest);
  for (const [id, cards] of Object.entries(data.cards)) bench.cards.set(id, new Map(cards.map((one) => [one.coverage, one])));
  for (const id of bench.cards.keys()) if (!bench.claims.has(id)) bench.cards.delete(id);
  const isWaiting = (!old || old.id !== data.id) && openOutbox(bench);
  settle(bench);
  if (isWaiting) deliver(bench);
  const hasGoneOn = bench.outbox.length > 0 && bench.claims.has(claim?.id);
  bench.claim = null;
  show(bench, hasGoneOn ? claim.id : data.claim, claim?.id);
  drawChanging(bench);
  ask(bench);
  goOn(bench);
}

/** Ask for the next slice of comparing: one for each answer, so that what a reviewer does comes in between. */
function goOn(bench) {
  clearTimeout(bench.pause);
  if (!bench.data.comparing.running) return;
  bench.sliced = (bench.sliced ?? 0) + 1;
  bench.slice({ number: bench.sliced, claim: bench.claim?.id ?? "" });
  bench.pause = setTimeout(() => goOn(bench), RESEND_MS); // where the answer got lost
}

/** Let go of what was of another article. */
function forget(bench) {
  Object.assign(bench, { outbox: [], questions: [], claim: null, coverage: "", isUnfolded: false });
  bench.cards.clear();
}

/** What was typed and not confirmed goes with a name that is put right. */
function renamed(bench, old, { reviewer, id }) {
  if (old && old.reviewer !== reviewer) {
    moveDrafts(old.reviewer, reviewer);
    remember(`outbox/${old.reviewer}/${id}`, "[]");
  }
  if (reviewer) moveDrafts("", reviewer);
  bench.reviewer = reviewer;
}

/** Take in what has become of the acts that the server has confirmed. */
function settle(bench) {
  const { confirmed } = bench.data.state;
  conclude(bench, bench.data.state);
  setOutbox(bench, bench.outbox.filter((act) => act.number > confirmed));
  if (!bench.outbox.length) settled(bench);
}

/** Remember what was saved: the cards of a claim come again only when it is near the one in hand. */
function keep(bench, act) {
  if (!isMark(act)) return;
  const [field, coverage] = act.field.split("/");
  const card = bench.cards.get(act.claim)?.get(coverage);
  if (card && !bench.data.cards[act.claim]) card[field] = act.value;
  settleDraft(bench, act);
}

function reopen() {} // what could not be saved is still in its field

const inHand = (bench) => bench.claim;

const fieldOf = (bench, name) => (name.startsWith("relation/") ? { choices: bench.data.relations } : undefined);

const evidenceDraft = (id) => `evidence/${id}`;

/** Return what the server said last of a field: “relation/…” or “notes/…” of the claim and a later article. */
function savedOf(bench, name, claim = bench.claim.id) {
  const [field, coverage] = name.split("/");
  const { place } = bench.later.get(coverage) ?? {};
  if (field !== "relation") return bench.cards.get(claim)?.get(coverage)?.[field] ?? "";
  return bench.data.relations[bench.claims.get(claim)?.marks[2 * place + 1]]?.key ?? ""; // of all claims that is always the newest
}

/** Return what is proposed and what is decided of a claim and a later article, with what was just done. */
function stateOf(bench, claim, coverage) {
  const { place } = bench.later.get(coverage);
  const proposed = bench.data.relations[bench.claims.get(claim).marks[2 * place]]?.key ?? "";
  return { proposed, decided: valueOf(bench, `relation/${coverage}`, claim) };
}

const isOpen = ({ proposed, decided }) => proposed !== "" && proposed !== "silent" && decided === "";

const MOVING = ["contradicts", "updates"];

const hasMoved = ({ proposed, decided }) => MOVING.includes(decided || proposed);

/** Say whether a later article speaks of the claim, as far as is known. */
const isSpoken = ({ proposed, decided }) => !["", "silent"].includes(decided || proposed);

const choiceOf = (bench, key) => bench.data.relations.find((one) => one.key === key);

// -- a claim in hand ----------------------------------------------------------------------------------------------------

/** Take a claim in hand; its cards may come a moment later, when the server has been asked for them. */
function show(bench, id, before = bench.claim?.id) {
  if (!bench.claims.has(id)) id = bench.data.claims[0]?.id;
  const isNew = id !== before;
  if (isNew && bench.claim) saveAll(bench);
  bench.claim = bench.claims.get(id) ?? null;
  if (!isNew) return;
  Object.assign(bench, { coverage: "", isUnfolded: false });
  bench.editors.clear();
  bench.views.clear();
  bench.deck.replaceChildren();
  hint(bench);
}

function drawChanging(bench) {
  const { data, claim } = bench;
  const isWhole = data.view !== "claims";
  bench.body.hidden = isWhole;
  bench.whole.hidden = !isWhole;
  drawHead(bench);
  if (data.view === "timeline") return drawMoves(bench);
  if (data.view === "news") return drawNews(bench);
  drawList(bench);
  bench.hand.hidden = !claim;
  if (!claim) return;
  bringIntoView(bench);
  drawHand(bench);
  drawStrip(bench);
  drawCards(bench);
  drawEditors(bench);
}

/** Show in the list the claim that was taken in hand, once: where a reviewer scrolls to then is left alone. */
function bringIntoView(bench) {
  const entry = bench.list.querySelector("[aria-current]");
  if (!entry || bench.revealed === bench.claim.id) return;
  bench.revealed = bench.claim.id;
  const [list, place] = [bench.list, entry].map((one) => one.getBoundingClientRect());
  if (place.top < list.top || place.bottom > list.bottom) bench.list.scrollTop += place.top - list.top - list.height / 3;
}

function drawHead(bench) {
  const { state, view } = bench.data;
  const { at } = bench.claim ?? {};
  const isClaims = view === "claims";
  for (const one of [bench.previous, bench.next, bench.forward]) one.hidden = !isClaims;
  bench.previous.disabled = !at;
  bench.next.disabled = at === undefined || at === bench.claims.size - 1;
  bench.undo.disabled = !state.undo;
  bench.redo.disabled = !state.redo;
  const isSettled = state.saved || (state.receipt === bench.decided && !bench.questions.length);
  say(bench.receipt, state.saved ? state.receipt : "");
  say(bench.refusal, isSettled ? "" : state.receipt);
  drawComparing(bench);
  drawQuestions(bench);
}

function drawComparing({ comparing, bar, progress, halt, data }) {
  const { waiting, total, running } = data.comparing;
  comparing.hidden = waiting === 0;
  Object.assign(bar, { max: total || 1, value: total - waiting });
  progress.textContent = `${running ? "Comparing" : "Stopped at"} ${(total - waiting).toLocaleString()} of ${total.toLocaleString()}`;
  halt.textContent = running ? "Stop" : "Go on";
}

function addHand(bench) {
  const parts = { words: element("blockquote", "cb-words"), place: element("strong", "cb-place"), facts: element("p", "cb-facts") };
  parts.words.dir = "auto";
  Object.assign(bench, parts, addStrip(bench), { deck: element("div", "cb-deck"), rest: addRest(bench) });
  bench.hand.replaceChildren(bench.place, bench.words, bench.facts, bench.strip, bench.deck, bench.rest);
}

function drawHand(bench) {
  const { claim, data } = bench;
  const finding = data.verification.find(({ key }) => key === claim.verification);
  say(bench.place, `Claim ${claim.at + 1} of ${bench.claims.size}`);
  bench.words.textContent = claim.words;
  const way = link(bench, "Open in Review", data.id, claim.id);
  bench.facts.replaceChildren(
    fact("Says it", claim.says),
    fact("My finding", finding ? `${finding.symbol} ${finding.label}` : claim.verification),
    way,
  );
}

const fact = (name, value) => box("span", "cb-fact", element("span", "cb-fact-name", name), Object.assign(element("span", "", value), { dir: "auto" }));

/** A way to the review of an article or claim, which is a plain address for another tab too. */
function link(bench, label, article, claim = "") {
  const made = element("a", "cb-way", label);
  made.href = `review?${new URLSearchParams({ article, ...(claim && { claim }) })}`;
  made.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    bench.leave({ article, claim });
  });
  return made;
}

// -- what a reviewer does -----------------------------------------------------------------------------------------------

/** Go to another claim: it shows at once, and the server is told. */
function pick(bench, id, coverage = "") {
  if (id !== bench.claim?.id) {
    show(bench, id);
    putInAddress(bench);
    send(bench, {});
  }
  drawChanging(bench);
  if (coverage) hold(bench, coverage);
  bench.list.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

/** Name the claim in the address at once: the server finds it there, and need not send it back. */
function putInAddress({ data, claim }) {
  const address = new URL(window.location);
  address.searchParams.set("article", data.id);
  address.searchParams.set("claim", claim.id);
  window.history.pushState({}, "", address);
}

function step(bench, by) {
  const { claims } = bench.data;
  let at = bench.claim.at + by;
  while (claims[at] && !bench.matching.has(claims[at].id)) at += by;
  const { [at]: next } = claims;
  if (next) return pick(bench, next.id);
  hint(bench, by > 0 ? "This is the last claim." : "This is the first claim.");
}

/** Go to the next later article with a proposal that waits, in this claim or in one that follows, round to the first. */
function goUndecided(bench) {
  const { claim, data } = bench;
  const waiting = (id) => data.coverage.map((one) => one.id).filter((coverage) => isOpen(stateOf(bench, id, coverage)));
  const here = bench.later.get(bench.coverage)?.place ?? -1;
  const after = waiting(claim.id).filter((id) => bench.later.get(id).place > here);
  if (after.length) return hold(bench, after[0]);
  const order = data.claims.map((_, place) => data.claims[(claim.at + 1 + place) % data.claims.length]);
  const next = order.find(({ id }) => waiting(id).some((coverage) => id !== claim.id || coverage !== bench.coverage));
  if (next) return pick(bench, next.id, waiting(next.id)[0]);
  hint(bench, data.comparing.running ? "Nothing waits for a decision yet: still comparing." : "Nothing waits for a decision.");
}

/** Decide on a later article; "" takes a decision back. */
function relate(bench, coverage, key) {
  const field = `relation/${coverage}`;
  const was = valueOf(bench, field);
  change(bench, { field, value: key, was });
}

/** Send a change, and show it. */
function change(bench, act) {
  if (!bench.reviewer) return hint(bench, "Say who you are first: type your name at the top.");
  send(bench, act);
  drawChanging(bench);
}

function reject(bench, coverage, spans, again = false) {
  const card = bench.cards.get(bench.claim.id)?.get(coverage);
  const kept = (list, isOut) => list.filter(({ span }) => spans.some((one) => same(one, span)) === isOut);
  if (card) { // shown at once; the server answers with what it makes of the rest
    const [from, to] = again ? ["rejected", "passages"] : ["passages", "rejected"];
    Object.assign(card, { [to]: [...card[to], ...kept(card[from], true)], [from]: kept(card[from], false) });
  }
  change(bench, { reject: spans, coverage, again });
}

const stepBack = (bench, direction) => change(bench, { step: direction });
