// What the reviewer goes by: the pieces of evidence of a claim, and the forms in which they are added and changed.
// A form that is filled in by half is a draft {open, values, was}; see drafts.js.

const BLANK_PIECE = { locator: "", stance: "neither", primary: false, quote: "", accessed: "", copy: "", pasted: "" };

const evidenceDraft = (id) => `evidence/${id}`;

/** Return an id that no other piece has; browsers have randomUUID only where the page is secure. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return crypto.randomUUID?.() ?? [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Return the pieces of the claim in hand, with what is not confirmed yet. */
function evidenceOf(panel) {
  const pieces = new Map((panel.reviews.get(panel.claim.id)?.evidence ?? []).map((piece) => [piece.id, piece]));
  for (const act of pending(panel)) {
    if (act.evidence) pieces.set(act.evidence.id, { ...act.evidence, isPending: true });
    if (act.drop) pieces.delete(act.drop);
  }
  return [...pieces.values()];
}

function evidenceSection(panel) {
  panel.pieces = element("ul", "cb-pieces");
  panel.openForms = element("div", "");
  panel.addEvidence = button("Add evidence", "cb-step", () => beginPiece(panel));
  const label = element("span", "cb-label", "Evidence");
  return box("div", "cb-field", box("div", "cb-line-up", label, panel.addEvidence), panel.pieces, panel.openForms);
}

/** What asks for the field below the panel that takes a file. It is Streamlit's, and would be drawn again at each click. */
function copyButton(panel) {
  panel.copy = button("Keep a copy of a source", "cb-quiet cb-copy", () => panel.copyOf(panel.claim.id));
  return panel.copy;
}

function drawEvidence(panel) {
  const pieces = evidenceOf(panel);
  const shown = JSON.stringify([panel.claim.id, pieces]);
  if (panel.shownPieces !== shown) panel.pieces.replaceChildren(...pieces.map((piece) => pieceItem(panel, piece)));
  panel.shownPieces = shown;
  drawForms(panel, pieces);
}

// -- one piece ----------------------------------------------------------------------------------------------------------

function pieceItem(panel, piece) {
  const stance = panel.lists.stance.find(({ key }) => key === piece.stance) ?? { label: piece.stance, symbol: "" };
  const about = [piece.primary ? "primary" : "", piece.accessed ? `looked at ${piece.accessed}` : ""].filter(Boolean);
  const head = box("div", "cb-piece-head", sign(stance.symbol), element("strong", "", stance.label), ...about.map((text) => element("span", "cb-note", text)));
  if (piece.copy) head.append(Object.assign(element("code", "cb-note", `copy ${piece.copy.slice(0, 8)}`), { title: `SHA-256 ${piece.copy}` }));
  const item = box("li", "cb-evidence", head, locator(piece.locator), ...quotation(piece));
  item.dataset.stance = piece.stance;
  item.append(pieceButtons(panel, piece));
  return item;
}

function pieceButtons(panel, piece) {
  const edit = button("Edit", "cb-quiet", () => openForm(panel, piece.id, { values: { ...piece, pasted: "" }, was: piece }));
  const drop = button("Remove", "cb-quiet", () => dropPiece(panel, piece));
  for (const one of [edit, drop]) Object.assign(one, { disabled: Boolean(piece.isPending), ariaLabel: `${one.textContent}: ${piece.locator}` });
  edit.dataset.piece = piece.id;
  return box("div", "cb-line-up", edit, drop);
}

/** A link where there is one to follow: nothing else that looks like one is. */
function locator(text) {
  const isLink = /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
  const made = element(isLink ? "a" : "span", "cb-locator", text);
  made.dir = "auto";
  if (isLink) Object.assign(made, { href: text, target: "_blank", rel: "noopener noreferrer" });
  return made;
}

/** The passage that is quoted, and whether it stands in the copy. */
function quotation({ quote, found, damaged }) {
  const words = Object.assign(element("q", "cb-quote", quote), { dir: "auto" });
  const parts = quote ? [words] : [];
  if (damaged) parts.push(warning("The stored copy no longer fits its SHA-256."));
  if (found === false) parts.push(warning("This quote is not in the stored copy."));
  if (found === true) parts.push(box("span", "cb-found-quote", sign("✓"), "in the copy"));
  return parts;
}

const warning = (text) => box("p", "cb-warning", sign("⚠"), text);

function dropPiece(panel, { id }) {
  dropDraft(panel, evidenceDraft(id));
  send(panel, { drop: id });
  panel.addEvidence.focus();
}

// -- forms --------------------------------------------------------------------------------------------------------------

/** Open the form of a new piece: the one that was begun, if there is one. */
function beginPiece(panel) {
  const pieces = evidenceOf(panel);
  const begun = draftNames(panel, evidenceDraft("")).map((name) => name.slice(evidenceDraft("").length));
  const id = begun.find((one) => !pieces.some((piece) => piece.id === one)) ?? newId();
  openForm(panel, id, { values: { ...BLANK_PIECE, accessed: today() }, was: null });
}

function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function openForm(panel, id, blank) {
  keepDraft(panel, evidenceDraft(id), { ...blank, ...readDraft(panel, evidenceDraft(id)), open: true });
  drawEvidence(panel);
  panel.forms.get(id)?.focusFirst();
}

/** Draw the forms that are open and not on their way; those that stand already stay, with whatever is typed in them. */
function drawForms(panel, pieces) {
  const open = draftNames(panel, evidenceDraft("")).map((name) => name.slice(evidenceDraft("").length));
  const wanted = open.filter((id) => isOpen(panel, id, pieces.find((piece) => piece.id === id)));
  for (const [id, { root, claim }] of panel.forms) {
    if (wanted.includes(id) && claim === panel.claim.id) continue;
    panel.forms.delete(id);
    root.remove();
  }
  for (const id of wanted.filter((one) => !panel.forms.has(one))) addForm(panel, id);
  panel.addEvidence.textContent = open.some((id) => !pieces.some((piece) => piece.id === id)) ? "Go on with the evidence begun" : "Add evidence";
  panel.addEvidence.hidden = wanted.some((id) => !pieces.some((piece) => piece.id === id));
}

/** Say whether a draft is to be shown; one that the server has is a draft no longer. */
function isOpen(panel, id, piece) {
  const draft = readDraft(panel, evidenceDraft(id));
  if (piece?.isPending) return false;
  const isSaved = piece && draft.sent && same(fieldsOf(draft.values), fieldsOf(piece));
  if (isSaved) dropDraft(panel, evidenceDraft(id));
  return !isSaved && draft.open;
}

const fieldsOf = ({ locator, stance, primary, quote, accessed }) => [locator.trim(), stance, primary, quote.trim(), accessed];

function addForm(panel, id) {
  const { values, was } = readDraft(panel, evidenceDraft(id));
  const inputs = pieceInputs(values);
  const note = () => keepDraft(panel, evidenceDraft(id), { ...readDraft(panel, evidenceDraft(id)), values: { ...values, ...readPiece(inputs) }, sent: false });
  const { name, group } = choiceGroup("Stance", panel.lists.stance, (key) => (paintChoices(group, key), note()));
  inputs.stance = group;
  paintChoices(group, values.stance);
  const title = element("strong", "", was ? "Change evidence" : "New evidence");
  const root = box("form", "cb-entry-form", title, ...pieceRows(inputs, name), formButtons(panel, id));
  root.setAttribute("aria-label", title.textContent);
  root.addEventListener("input", note);
  handleForm(root, () => savePiece(panel, id, inputs.where), () => closeForm(panel, id));
  panel.openForms.append(root);
  panel.forms.set(id, { root, claim: panel.claim.id, focusFirst: () => inputs.where.focus() });
}

function pieceInputs({ locator, quote, accessed, primary, pasted }) {
  return {
    where: input("text", { value: locator, placeholder: "Link, document and page, or person and date", dir: "auto" }),
    primary: input("checkbox", { checked: primary }),
    quote: input("textarea", { value: quote, rows: 2, dir: "auto" }),
    accessed: input("date", { value: accessed, ...DAYS }),
    pasted: input("textarea", { value: pasted, rows: 3, dir: "auto" }),
  };
}

function readPiece({ where, stance, primary, quote, accessed, pasted }) {
  const chosen = stance.querySelector("[aria-checked=true]").dataset.key;
  return { locator: where.value, stance: chosen, primary: primary.checked, quote: quote.value, accessed: accessed.value, pasted: pasted.value };
}

function pieceRows({ where, stance, primary, quote, accessed, pasted }, stanceName) {
  const copy = fold("Keep a copy: paste its text", labelled("Text of the source", pasted));
  copy.open = pasted.value !== "";
  const row = box("div", "cb-row", labelled("Looked at", accessed), tick("Primary source", primary));
  return [labelled("Where", where), box("div", "", stanceName, stance), labelled("Quoted passage", quote), row, copy];
}

function formButtons(panel, id) {
  const save = Object.assign(element("button", "cb-step", "Save evidence"), { type: "submit" });
  return box("div", "cb-line-up", save, button("Discard", "cb-quiet", () => discard(panel, id)));
}

/** Ctrl+Enter saves and Esc closes; the keys that mark claims rest in the whole form, on its buttons too. */
function handleForm(root, save, shut) {
  root.addEventListener("submit", (event) => (event.preventDefault(), save()));
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (isSaving(event)) save();
    else if (event.key === "Escape") shut();
    else return;
    event.preventDefault();
  });
}

/** Send a form; it stays as a draft until the server has it. */
function savePiece(panel, id, where) {
  where.setCustomValidity(where.value.trim() ? "" : "Say where the evidence is.");
  if (!where.reportValidity()) return;
  const draft = { ...readDraft(panel, evidenceDraft(id)), sent: true };
  keepDraft(panel, evidenceDraft(id), draft);
  const { locator, quote, pasted, ...rest } = draft.values;
  const copied = pasted.trim() ? { pasted } : {};
  send(panel, { evidence: { ...rest, ...copied, id, locator: locator.trim(), quote: quote.trim() }, was: draft.was });
  panel.addEvidence.focus();
}

/** Close a form; what was typed stays for the next time that it is opened. */
function closeForm(panel, id) {
  keepDraft(panel, evidenceDraft(id), { ...readDraft(panel, evidenceDraft(id)), open: false });
  leaveForm(panel, id);
}

function discard(panel, id) {
  dropDraft(panel, evidenceDraft(id));
  leaveForm(panel, id);
}

function leaveForm(panel, id) {
  drawEvidence(panel);
  const edit = [...panel.pieces.querySelectorAll("[data-piece]")].find((one) => one.dataset.piece === id);
  (edit ?? panel.addEvidence).focus();
}
