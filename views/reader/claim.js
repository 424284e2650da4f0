// Shows one claim, what was found in it and what the reviewer decides, and speaks for the article with the server.
// A choice goes to the article (reader.js), which shows it there and has it sent until the server has saved it.
//
// The panel is one module in several files (component.py joins them): this one has its life, its head and the claim;
// fields.js the choices, evidence.js, corrections.js, others.js; those of views/common what is typed, pending and asked.

const panels = new WeakMap();

export default function component({ data: { shown: data }, parentElement, setTriggerValue }) {
  const known = panels.get(parentElement);
  const panel = known ?? open(parentElement);
  conclude(panel, data.state);
  panel.reviews.set(data.claim, data.review);
  for (const [claim, review] of Object.entries(data.stepped)) panel.reviews.set(claim, review);
  if (data.others) panel.others.set(data.claim, data.others);
  panel.forMe.hidden = !data.has_next;
  Object.assign(panel, { state: data.state, seen: data.seen, named: data.claim, deliver: (acts) => setTriggerValue("acts", acts) });
  panel.look = () => setTriggerValue("look", Date.now());
  panel.copyOf = (claim) => setTriggerValue("copy", claim);
  panel.copy.setAttribute("aria-expanded", String(data.copying));
  looked(panel);
  if (!panel.claims.size) document.dispatchEvent(new CustomEvent("claimbook:hello"));
  for (const [claim, talk] of Object.entries(data.talks)) panel.talks.set(claim, talk);
  if (!panel.acts.some((act) => act.number > data.state.confirmed)) show(panel, data.claim); // else the reviewer has gone on
  drawChanging(panel);
  tell(panel);
  if (!known) refocus(panel);
  ask(panel);
  return () => setTimeout(() => parentElement.isConnected || close(panel, parentElement)); // Streamlit also calls it for data that newer ones overtook
}

function open(parent) {
  const root = parent.querySelector(".cb-claim");
  const panel = { root, claims: new Map(), reviews: new Map(), others: new Map(), talks: new Map(), people: [], groups: new Map(), editors: new Map(), forms: new Map() };
  Object.assign(panel, { acts: [], settled: 0, questions: [], focus: "", claim: null, selection: null, off: new AbortController() });
  Object.assign(panel, { head: element("header", "cb-head"), body: element("div", "cb-body"), form: element("div", "cb-form") });
  root.replaceChildren(panel.head, panel.body, panel.form);
  ids = 0; // the fields of every panel have the same ids
  drawHead(panel);
  addBody(panel);
  addFields(panel);
  listen(panel);
  panels.set(parent, panel);
  if (newest) takeOver(panel, newest);
  newest = panel;
  return panel;
}

let newest = null;
let couldMark = false; // since the page was loaded

/** Go on from a panel that Streamlit has taken off the page: it may do so while acts come in faster than it draws. */
function takeOver(panel, { acts, settled, questions, reviewer, reviews, others, talks, selection, shown, decided, focus, corrections, handing }) {
  Object.assign(panel, { acts, settled, questions, reviewer, reviews, others, talks, selection, shown, decided, focus });
  panel.corrections.open = corrections.open;
  panel.handing.open = handing.open;
}

/** Give the focus back to a field that lost it with the panel it was in. */
function refocus(panel) {
  const field = panel.focus && document.activeElement === document.body ? document.getElementById(panel.focus) : null;
  field?.focus({ preventScroll: true });
}

function listen(panel) {
  const { signal } = panel.off;
  document.addEventListener("claimbook:drawn", (event) => take(panel, event.detail), { signal });
  document.addEventListener("claimbook:picked", (event) => show(panel, event.detail), { signal });
  document.addEventListener("claimbook:acts", (event) => pass(panel, event.detail), { signal });
  document.addEventListener("claimbook:selection", (event) => select(panel, event.detail), { signal });
  document.addEventListener("claimbook:marked", (event) => hear(panel, event.detail), { signal });
  document.addEventListener("visibilitychange", () => lookAgain(panel), { signal });
  panel.root.addEventListener("focusin", (event) => (panel.focus = event.target.id), { signal });
  panel.root.addEventListener("focusout", () => panel.root.isConnected && (panel.focus = ""), { signal });
  for (const type of ["pointerover", "focusin"]) panel.body.addEventListener(type, (event) => light(panel, event), { signal });
  for (const type of ["pointerleave", "focusout"]) panel.body.addEventListener(type, () => shine([]), { signal });
  panel.body.addEventListener("click", (event) => light(panel, event, true), { signal });
}

function close(panel, parent) {
  panel.off.abort();
  panels.delete(parent);
}

/** Take what an article that has just been drawn holds, and tell it where the reviewer stands. */
function take(panel, { claims, fields, lists, reviews, reviewer, talks, people, may }) {
  couldMark ||= may !== false; // what somebody types whose role is taken away meanwhile stays to be seen
  panel.root.classList.toggle("cb-reading", !couldMark); // a viewer sees nothing that would be refused
  const id = panel.claim?.id ?? panel.named;
  if (panel.claim && !claims.some((claim) => claim.id === id)) letGo(panel);
  panel.claims = new Map(claims.map((claim, at) => [claim.id, { ...claim, at }]));
  panel.reviews = new Map(Object.entries(reviews));
  panel.talks = new Map(Object.entries(talks));
  if (panel.reviewer && panel.reviewer !== reviewer) moveDrafts(panel.reviewer, reviewer);
  if (reviewer) moveDrafts("", reviewer);
  Object.assign(panel, { fields, lists, reviewer, people, claim: null });
  show(panel, panel.claims.has(id) ? id : panel.named);
  if (!panel.claim) drawChanging(panel); // there may be no claims
  if (panel.state) tell(panel);
}

/** Save what was typed of a claim that is none any longer: what was made of it inherits that. */
function letGo(panel) {
  saveAll(panel);
  const { activeElement } = document;
  if (panel.form.contains(activeElement) && activeElement.matches(TYPED)) activeElement.blur(); // or one would type on in another claim
}

const TYPED = "textarea, input";

/** Show a claim: all that there is to know of it is here already, the server only says what has changed since. */
function show(panel, id) {
  if (panel.claim?.id === id || !panel.claims.has(id)) return;
  if (panel.claim) saveAll(panel); // the address may have moved on while somebody typed
  if (panel.shown !== id) panel.selection = null;
  Object.assign(panel, { claim: panel.claims.get(id), shown: id });
  drawClaim(panel);
  openEditors(panel);
  openComment(panel);
  drawChanging(panel);
}

/** Draw what the server or the reviewer may have changed of the claim in hand. */
function drawChanging(panel) {
  if (!panel.fields || !panel.state) return; // the article has not been drawn yet
  drawState(panel);
  if (!panel.claim) return;
  drawInherited(panel);
  drawFields(panel);
  drawEditors(panel);
  drawEvidence(panel);
  drawCorrections(panel);
  drawTalk(panel);
  drawOthers(panel);
}

function tell({ state }) {
  document.dispatchEvent(new CustomEvent("claimbook:state", { detail: state }));
}

/** Show what the reviewer has just done, in the article or here, and tell the server. */
function pass(panel, acts) {
  recall(panel, acts);
  panel.acts = acts;
  drawChanging(panel);
  panel.deliver(acts);
}

// -- acts and what they make of a claim ---------------------------------------------------------------------------------
// What is shown is what the server said last, and over it what it has not confirmed yet.

/** Have an act sent; the article (reader.js) numbers it, and sends it until it is confirmed. */
function send(panel, act) {
  const type = isMark(act) ? "mark" : "act";
  document.dispatchEvent(new CustomEvent(`claimbook:${type}`, { detail: { claim: panel.claim.id, ...act } }));
}

/** Remember what was saved. */
function keep(panel, act) {
  if (isMark(act)) panel.reviews.set(act.claim, { ...panel.reviews.get(act.claim), [act.field]: act.value });
  if ("field" in act) settleDraft(panel, act);
  if (act.evidence) dropDraft(panel, evidenceDraft(act.evidence.id), act.claim);
  if (act.comment) commentKept(panel, act);
}

/** Show again what could not be saved. */
function reopen(panel, act) {
  const { evidence, claim } = act;
  if (act.comment) commentRefused(panel, act);
  const draft = evidence && ownDraft(panel, evidenceDraft(evidence.id), claim);
  if (draft) keepDraft(panel, evidenceDraft(evidence.id), { ...draft, sent: false }, claim);
}

/** Return what the server said last of a field, of a review or of what was found. */
function savedOf(panel, name, claim = panel.claim.id) {
  const { found } = panel.claims.get(claim) ?? {};
  if (found && name in found) return found[name];
  if (HANDED.includes(name)) return talkOf(panel, claim)[name];
  return panel.reviews.get(claim)?.[name] ?? defaultOf(panel, name);
}

const defaultOf = (panel, name) => fieldOf(panel, name)?.default ?? "";

// -- where the reviewer stands ------------------------------------------------------------------------------------------

function drawHead(panel) {
  Object.assign(panel, { place: element("strong", "cb-place"), receipt: element("span", "cb-receipt"), refusal: element("p", "cb-refusal") });
  Object.assign(panel, { bar: element("progress", "cb-bar"), progress: element("span", "cb-progress") });
  panel.receipt.setAttribute("role", "status"); // so that a screen reader says that it is saved
  panel.refusal.setAttribute("role", "alert");
  panel.bar.setAttribute("aria-label", "Claims checked");
  Object.assign(panel, { previous: stepButton("Previous claim", "step", -1), next: stepButton("Next claim", "step", 1) });
  Object.assign(panel, { undo: stepButton("Undo", "again", "undo"), redo: stepButton("Redo", "again", "redo") });
  const steps = box("nav", "cb-steps", panel.previous, panel.next, panel.undo, panel.redo);
  panel.forMe = Object.assign(stepButton("Next for me", "command", "for-me"), { title: "The claim that most needs another opinion", hidden: true });
  panel.forMe.classList.add("cb-for-me");
  panel.undecided = button("", "cb-step cb-undecided", () => ask(panel, true));
  panel.head.append(steps, panel.place, panel.receipt, panel.refusal, panel.undecided, panel.bar, panel.progress, panel.forMe);
}

function stepButton(label, event, detail) {
  return button(label, "cb-step", () => document.dispatchEvent(new CustomEvent(`claimbook:${event}`, { detail })));
}

function drawState(panel) {
  const { state, claims, claim } = panel;
  panel.body.hidden = panel.form.hidden = !claim;
  panel.previous.disabled = !claim?.at;
  panel.next.disabled = !claim || claim.at === claims.size - 1;
  panel.undo.disabled = !state.undo;
  panel.redo.disabled = !state.redo;
  panel.place.textContent = claim ? `Claim ${claim.at + 1} of ${claims.size}` : "No claims yet. Select words, then press a.";
  const isSettled = state.saved || (state.receipt === panel.decided && !panel.questions.length);
  say(panel.receipt, state.saved ? state.receipt : "");
  say(panel.refusal, isSettled ? "" : state.receipt);
  panel.progress.textContent = `${state.checked} of ${claims.size} claims checked`;
  Object.assign(panel.bar, { max: claims.size || 1, value: state.checked });
  drawQuestions(panel);
}

/** Set a text that a screen reader speaks when it changes, and not at each act. */
function say(place, text) {
  if (place.textContent !== text) place.textContent = text;
  place.hidden = text === "";
}

// -- the claim ----------------------------------------------------------------------------------------------------------

const SHAPES = [
  ["split", "Split", "Make two claims of this one"],
  ["merge", "Merge", "Make one claim of this one and another"],
  ["bounds", "Bounds", "Choose other words for this claim"],
  ["withdraw", "Not a claim", "Take it off the list of claims"],
];

function addBody(panel) {
  Object.assign(panel, { words: element("blockquote", "cb-words"), alone: element("p", "cb-alone"), findings: element("dl", "cb-findings") });
  panel.words.dir = panel.alone.dir = "auto";
  const command = (name) => () => document.dispatchEvent(new CustomEvent("claimbook:command", { detail: name }));
  const shapes = SHAPES.map(([name, label, title]) => Object.assign(button(label, "cb-quiet", command(name)), { title }));
  const row = box("div", "cb-shapes", ...shapes);
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "Change the claim");
  panel.body.append(panel.words, panel.alone, deskSection(panel), panel.findings, row, correctionsFold(panel), handoverFold(panel));
}

function drawClaim({ claim, words, findings }) {
  words.textContent = claim.words;
  const rows = claim.findings.map((finding, number) => [element("dt", "", finding.label), value(finding, number)]);
  findings.replaceChildren(...rows.flat());
  shine([]);
}

/** What was found; where it has a place in the text it is a button, so that the keyboard can point at it too. */
function value(finding, number) {
  const cell = element("dd", "");
  const words = element(finding.spans.length ? "button" : "span", "cb-finding", finding.value);
  words.dir = "auto";
  if (finding.spans.length) {
    words.type = "button";
    words.dataset.finding = String(number);
    words.title = "Show it in the article";
  }
  cell.append(words);
  if (finding.note && finding.note !== finding.value) cell.append(element("span", "cb-note", finding.note));
  return cell;
}

function light(panel, event, show = false) {
  const number = event.target.closest("[data-finding]")?.dataset.finding;
  shine(number === undefined ? [] : panel.claim.findings[number].spans, show);
}

function shine(spans, show = false) {
  document.dispatchEvent(new CustomEvent("claimbook:light", { detail: { spans, show } }));
}

/** Remember the words that were selected last in the article: a click on a button of the panel takes the selection away. */
function select(panel, selection) {
  if (!selection) return;
  panel.selection = selection;
  if (panel.claim && panel.state) drawCorrections(panel);
}
