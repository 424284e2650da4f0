// Shows one claim and what was found in it, tells the article which claim that is, and keeps notes that are being typed.

const panels = new WeakMap();

export default function component({ data, parentElement, setTriggerValue }) {
  const panel = panels.get(parentElement) ?? open(parentElement);
  const isNew = panel.claim?.id !== data.claim.id;
  Object.assign(panel, data, { deliver: (draft) => setTriggerValue("draft", draft) });
  if (isNew) drawClaim(panel);
  drawState(panel);
  if (isNew) recover(panel);
  tell(panel);
  return () => close(panel, parentElement);
}

function open(parent) {
  const root = parent.querySelector(".cb-claim");
  const panel = { root, head: element("header", "cb-head"), body: element("div", "cb-body"), off: new AbortController() };
  root.replaceChildren(panel.head, panel.body);
  drawHead(panel);
  const { signal } = panel.off;
  document.addEventListener("claimbook:drawn", () => tell(panel), { signal });
  document.addEventListener("input", (event) => onInput(panel, event), { signal });
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

function tell({ state }) {
  if (state) document.dispatchEvent(new CustomEvent("claimbook:state", { detail: state }));
}

// -- where the reviewer stands ------------------------------------------------------------------------------------------

function drawHead(panel) {
  Object.assign(panel, { place: element("strong", "cb-place"), receipt: element("span", "cb-receipt") });
  Object.assign(panel, { bar: element("progress", "cb-bar"), progress: element("span", "cb-progress") });
  panel.receipt.setAttribute("role", "status"); // so that a screen reader says that it is saved
  panel.bar.setAttribute("aria-label", "Claims checked");
  panel.head.append(panel.place, panel.receipt, panel.bar, panel.progress);
}

function drawState({ state, place, receipt, bar, progress }) {
  const total = state.statuses.length;
  place.textContent = `Claim ${state.at + 1} of ${total}`;
  receipt.textContent = state.receipt;
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

// -- notes that are being typed -----------------------------------------------------------------------------------------
// The server has them when the field is left. Until then they are kept in this browser, so that a reload loses nothing.


const draftKey = ({ claim }) => `claimbook.notes/${claim.reviewer}/${claim.id}`;

function onInput(panel, event) {
  if (!event.target.closest?.(`[class*=st-key-notes-${panel.claim.id}]`)) return;
  const draft = JSON.stringify({ base: panel.claim.notes, notes: event.target.value });
  kept((store) => store.setItem(draftKey(panel), draft));
}

/** Hand over a note that never arrived, unless the saved one has changed since: then it arrived, or is out of date. */
function recover({ claim, deliver }) {
  const draft = JSON.parse(kept((store) => store.getItem(draftKey({ claim }))) ?? "null");
  if (!draft) return;
  if (draft.base === claim.notes && draft.notes !== draft.base) deliver({ claim: claim.id, notes: draft.notes });
  else kept((store) => store.removeItem(draftKey({ claim })));
}

/** Use the browser's own store where there is one: private windows may refuse it. */
function kept(use) {
  try {
    return use(window.localStorage);
  } catch {
    return undefined;
  }
}
