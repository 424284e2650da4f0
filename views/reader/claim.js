// Shows one claim, what was found in it and what the reviewer decides, and speaks for the article with the server.
// A choice goes to the article (reader.js), which shows it there and has it sent until the server has saved it.

const panels = new WeakMap();

export default function component({ data, parentElement, setTriggerValue }) {
  const panel = panels.get(parentElement) ?? open(parentElement);
  const before = panel.reviews.get(data.claim)?.notes ?? "";
  if (data.state.saved) fold(panel, data.state.confirmed);
  panel.reviews.set(data.claim, data.review);
  for (const [claim, review] of Object.entries(data.stepped)) panel.reviews.set(claim, review);
  Object.assign(panel, { state: data.state, named: data.claim, deliver: (acts) => setTriggerValue("acts", acts) });
  if (!panel.claims.size) document.dispatchEvent(new CustomEvent("claimbook:hello"));
  if (!panel.acts.some((act) => act.number > data.state.confirmed)) show(panel, data.claim); // else the reviewer has gone on
  drawState(panel);
  drawFields(panel);
  if (panel.claim?.id === data.claim) drawNotes(panel, before);
  tell(panel);
  return () => close(panel, parentElement);
}

/** Remember what the server has just confirmed, of other claims than the one in hand too. */
function fold(panel, confirmed) {
  for (const { claim, field, value, number } of panel.acts) {
    if (field && number > panel.state.confirmed && number <= confirmed) {
      panel.reviews.set(claim, { notes: "", ...panel.reviews.get(claim), [field]: value });
    }
  }
}

function open(parent) {
  const root = parent.querySelector(".cb-claim");
  const panel = { root, claims: new Map(), reviews: new Map(), groups: new Map(), acts: [], claim: null, off: new AbortController() };
  Object.assign(panel, { head: element("header", "cb-head"), body: element("div", "cb-body"), form: element("div", "cb-form") });
  root.replaceChildren(panel.head, panel.body, panel.form);
  drawHead(panel);
  addNotes(panel);
  const { signal } = panel.off;
  document.addEventListener("claimbook:drawn", (event) => take(panel, event.detail), { signal });
  document.addEventListener("claimbook:picked", (event) => show(panel, event.detail), { signal });
  document.addEventListener("claimbook:acts", (event) => pass(panel, event.detail), { signal });
  for (const type of ["pointerover", "focusin"]) panel.root.addEventListener(type, (event) => light(panel, event), { signal });
  for (const type of ["pointerleave", "focusout"]) panel.root.addEventListener(type, () => shine([]), { signal });
  panel.root.addEventListener("click", (event) => light(panel, event, true), { signal });
  panels.set(parent, panel);
  return panel;
}

function close(panel, parent) {
  panel.off.abort();
  panels.delete(parent);
}

/** Take what an article that has just been drawn holds, and tell it where the reviewer stands. */
function take(panel, { claims, fields, reviews, reviewer }) {
  const id = panel.claim?.id ?? panel.named;
  const wasTyping = isTyping(panel); // asked before the saved notes are replaced: else old ones would pass for typed
  panel.claims = new Map(claims.map((claim, at) => [claim.id, { ...claim, at }]));
  panel.reviews = new Map(Object.entries(reviews));
  Object.assign(panel, { fields, reviewer, claim: wasTyping ? panel.claims.get(id) ?? null : null });
  if (panel.claim) saveNotes(panel);
  else show(panel, id);
  if (panel.state) tell(panel);
}

/** Show a claim: all that there is to know of it is here already, the server only says what has changed since. */
function show(panel, id) {
  if (panel.claim?.id === id || !panel.claims.has(id)) return;
  if (panel.claim) saveNotes(panel); // the address may have moved on while somebody typed
  panel.claim = panel.claims.get(id);
  drawState(panel);
  drawClaim(panel);
  drawFields(panel);
  openNotes(panel);
}

const reviewOf = (panel) => panel.reviews.get(panel.claim.id) ?? { notes: "" };

function tell({ state }) {
  document.dispatchEvent(new CustomEvent("claimbook:state", { detail: state }));
}

/** Show what the reviewer has just done, in the article or here, and tell the server. */
function pass(panel, acts) {
  panel.acts = acts;
  drawFields(panel);
  panel.deliver(acts);
}

// -- where the reviewer stands ------------------------------------------------------------------------------------------

function drawHead(panel) {
  Object.assign(panel, { place: element("strong", "cb-place"), receipt: element("span", "cb-receipt") });
  Object.assign(panel, { bar: element("progress", "cb-bar"), progress: element("span", "cb-progress") });
  panel.receipt.setAttribute("role", "status"); // so that a screen reader says that it is saved
  panel.bar.setAttribute("aria-label", "Claims checked");
  const steps = element("nav", "cb-steps");
  Object.assign(panel, { previous: stepButton("Previous claim", "step", -1), next: stepButton("Next claim", "step", 1) });
  Object.assign(panel, { undo: stepButton("Undo", "again", "undo"), redo: stepButton("Redo", "again", "redo") });
  steps.append(panel.previous, panel.next, panel.undo, panel.redo);
  panel.head.append(steps, panel.place, panel.receipt, panel.bar, panel.progress);
}

function stepButton(label, event, detail) {
  const button = element("button", "cb-step", label);
  button.type = "button";
  button.addEventListener("click", () => document.dispatchEvent(new CustomEvent(`claimbook:${event}`, { detail })));
  return button;
}

function drawState({ state, claims, claim, place, receipt, bar, progress, previous, next, undo, redo }) {
  if (!claim) return;
  const total = claims.size;
  previous.disabled = claim.at === 0;
  next.disabled = claim.at === total - 1;
  undo.disabled = !state.undo;
  redo.disabled = !state.redo;
  place.textContent = `Claim ${claim.at + 1} of ${total}`;
  receipt.textContent = state.receipt;
  receipt.classList.toggle("cb-refused", !state.saved);
  progress.textContent = `${state.checked} of ${total} claims checked`;
  Object.assign(bar, { max: total, value: state.checked });
}

// -- the claim ----------------------------------------------------------------------------------------------------------

function drawClaim({ body, claim }) {
  const words = element("blockquote", "cb-words", claim.words);
  words.dir = "auto";
  const list = element("dl", "cb-findings");
  claim.findings.forEach((finding, number) => list.append(element("dt", "", finding.label), value(finding, number)));
  body.replaceChildren(words, list);
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

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function light(panel, event, show = false) {
  const number = event.target.closest("[data-finding]")?.dataset.finding;
  shine(number === undefined ? [] : panel.claim.findings[number].spans, show);
}

function shine(spans, show = false) {
  document.dispatchEvent(new CustomEvent("claimbook:light", { detail: { spans, show } }));
}

// -- what the reviewer decides ------------------------------------------------------------------------------------------
// One group of buttons a field. The arrows move within it and choose nothing: a choice is saved the moment it is made.

function drawFields(panel) {
  if (!panel.claim) return;
  for (const field of panel.fields) {
    const chosen = valueOf(panel, field.name);
    const isKnown = !chosen || field.choices.some(({ key }) => key === chosen);
    if (!isKnown) field.choices = [...field.choices, { key: chosen, label: chosen, definition: "" }]; // of an older list
    const keys = field.choices.map(({ key }) => key).join(" ");
    if (panel.groups.get(field.name)?.keys !== keys) addGroup(panel, field, keys);
    paintGroup(panel, field, chosen);
  }
}

function addGroup(panel, field, keys) {
  const row = element("div", "cb-field");
  const label = element("span", "cb-label", field.label);
  const choices = element("div", "cb-choices");
  const definition = element("p", "cb-definition");
  label.id = `cb-${field.name}`;
  choices.setAttribute("role", "radiogroup");
  choices.setAttribute("aria-labelledby", label.id);
  choices.append(...field.choices.map((choice) => choiceButton(panel, field.name, choice)));
  row.append(label, choices, definition);
  const old = panel.groups.get(field.name);
  if (old) old.row.replaceWith(row);
  else panel.form.insertBefore(row, panel.form.lastChild); // the notes come last
  choices.addEventListener("keydown", moveInGroup);
  for (const type of ["pointerover", "focusin"]) choices.addEventListener(type, (event) => define(panel, field.name, event.target));
  for (const type of ["pointerleave", "focusout"]) choices.addEventListener(type, () => define(panel, field.name, null));
  panel.groups.set(field.name, { row, keys, definition, buttons: [...choices.children] });
}

function choiceButton(panel, name, { key, label, symbol }) {
  const button = element("button", "cb-choice");
  Object.assign(button, { type: "button" });
  button.setAttribute("role", "radio");
  button.dataset.key = key;
  if (symbol) {
    const sign = element("span", "cb-sign", symbol);
    sign.setAttribute("aria-hidden", "true");
    button.append(sign);
  }
  button.append(label);
  button.addEventListener("click", () => choose(panel, fieldOf(panel, name), key));
  return button;
}

function paintGroup(panel, field, chosen) {
  const { buttons } = panel.groups.get(field.name);
  const [proposed] = panel.claim.proposals[field.name] ?? [];
  const stop = buttons.find((button) => button.dataset.key === chosen) ?? buttons[0];
  for (const button of buttons) {
    button.setAttribute("aria-checked", String(button.dataset.key === chosen));
    button.classList.toggle("cb-proposed", button.dataset.key === proposed);
    button.tabIndex = button === stop ? 0 : -1;
  }
  define(panel, field.name, null);
}

/** Return what is chosen: what the server has not confirmed yet goes before what it said last. */
function valueOf(panel, name) {
  const isLater = (act) => act.claim === panel.claim.id && act.field === name && act.number > panel.state.confirmed;
  return panel.acts.findLast(isLater)?.value ?? reviewOf(panel)[name] ?? fieldOf(panel, name).default;
}

const fieldOf = (panel, name) => panel.fields.find((field) => field.name === name);

/** Choose; what need not be chosen is taken back by choosing it again. */
function choose(panel, field, key) {
  const chosen = valueOf(panel, field.name) === key;
  if (chosen && field.default) return;
  mark(panel, field.name, chosen ? "" : key);
}

function mark({ claim }, field, value) {
  document.dispatchEvent(new CustomEvent("claimbook:mark", { detail: { claim: claim.id, field, value } }));
}

function moveInGroup(event) {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.children];
  buttons.at((buttons.indexOf(event.target) + by) % buttons.length).focus();
}

/** Show the definition of the choice that is pointed at, else of the one that is made or proposed. */
function define(panel, name, target) {
  const field = fieldOf(panel, name);
  const key = target?.closest("[data-key]")?.dataset.key ?? valueOf(panel, name);
  const choice = field.choices.find((one) => one.key === key);
  panel.groups.get(name).definition.textContent = choice ? `${choice.label}: ${choice.definition}` : panel.claim.proposals[name][1];
}

// -- notes --------------------------------------------------------------------------------------------------------------
// The server has them when the field is left. Until it says so they are kept in this browser: a reload loses nothing.

function addNotes(panel) {
  const row = element("div", "cb-field");
  const label = element("label", "cb-label", "Notes");
  panel.notes = element("textarea", "cb-notes");
  label.htmlFor = panel.notes.id = "cb-notes";
  Object.assign(panel.notes, { rows: 4, dir: "auto", placeholder: "Saved when you leave the field." });
  panel.save = element("button", "cb-step", "Save notes");
  Object.assign(panel.save, { type: "button", hidden: true });
  row.append(label, panel.notes, panel.save);
  panel.form.append(row);
  panel.notes.addEventListener("input", () => keepDraft(panel));
  panel.notes.addEventListener("change", () => saveNotes(panel));
  panel.notes.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && saveNotes(panel));
  panel.save.addEventListener("click", () => saveNotes(panel));
}

const draftKey = ({ reviewer, claim }) => `claimbook.notes/${reviewer}/${claim.id}`;

const isTyping = (panel) => panel.claim !== null && panel.notes.value !== reviewOf(panel).notes;

function keepDraft(panel) {
  const draft = JSON.stringify({ base: reviewOf(panel).notes, notes: panel.notes.value });
  kept((store) => store.setItem(draftKey(panel), draft));
}

function saveNotes(panel) {
  if (panel.notes.value !== valueOf(panel, "notes")) mark(panel, "notes", panel.notes.value);
}

/** Show a claim's notes: what was typed and never arrived, unless the saved ones have changed since. */
function openNotes(panel) {
  const draft = JSON.parse(kept((store) => store.getItem(draftKey(panel))) ?? "null");
  const sent = valueOf(panel, "notes");
  panel.notes.value = draft?.base === reviewOf(panel).notes ? draft.notes : sent;
  panel.notes.dataset.claim = panel.claim.id;
  panel.save.hidden = true;
  saveNotes(panel);
}

/** Take over notes that were saved elsewhere, but not over what is being typed; offer to save what could not be. */
function drawNotes(panel, before) {
  const { notes } = reviewOf(panel);
  if (panel.notes.value === before) panel.notes.value = notes;
  if (panel.notes.value === notes) kept((store) => store.removeItem(draftKey(panel)));
  panel.save.hidden = panel.notes === document.activeElement || panel.notes.value === valueOf(panel, "notes");
}

/** Use the browser's own store where there is one: private windows may refuse it. */
function kept(use) {
  try {
    return use(window.localStorage);
  } catch {
    return undefined;
  }
}
