// What the workbench found and a person puts right: the kind, who says it, figures, dates, and the claim standing alone.
// Each is an editor (see drafts.js) whose value is sent as a whole, with what was on screen before.

const NOBODY = { source: null, source_spans: [], cue: null, cue_spans: [], source_type: "named", manner: "indirect", guess: false };

function correctionsFold(panel) {
  const rows = [kindEditor(panel), sourceEditor(panel), figuresEditor(panel), datesEditor(panel), aloneEditor(panel)];
  panel.corrections = fold("Correct what was found", ...rows);
  handleForm(panel.corrections, () => saveAll(panel), () => shut(panel.corrections));
  return panel.corrections;
}

function shut(details) {
  details.open = false;
  details.querySelector("summary").focus();
}

function drawCorrections(panel) {
  const { restated } = panel.claim.found;
  const standsAlone = valueOf(panel, "restated") || restated;
  panel.alone.hidden = !standsAlone;
  panel.alone.textContent = standsAlone;
  if (CORRECTED.some((name) => ownDraft(panel, name) && !pendingOn(panel, name))) panel.corrections.open = true;
  const words = panel.selection?.words.replace(/\s+/g, " ") ?? "";
  for (const add of panel.corrections.querySelectorAll(".cb-add")) {
    add.disabled = words === "";
    add.textContent = words ? `Add “${words.length > 24 ? `${words.slice(0, 24)}…` : words}”` : "Add from selection";
    add.title = words ? "" : "Select the words in the article first";
  }
}

const CORRECTED = ["kind", "attribution", "quantities", "times", "restated"];

// -- kind and source ----------------------------------------------------------------------------------------------------

function kindEditor(panel) {
  const kind = element("select", "cb-input");
  const write = (value) => fillList(kind, panel.lists.kind, value);
  return addEditor(panel, { name: "kind", label: "Kind", shape: "correct", root: labelled("Kind", kind), read: () => kind.value, write });
}

function sourceEditor(panel) {
  const fields = { source: input("text", { dir: "auto" }), type: element("select", "cb-input"), manner: element("select", "cb-input") };
  const rows = [labelled("Source", fields.type), labelled("Who says it", fields.source), labelled("Manner", fields.manner)];
  fields.source.addEventListener("input", () => fields.type.value === "none" && (fields.type.value = NOBODY.source_type));
  const read = () => readSource(fields, panel.editors.get("attribution").value ?? NOBODY);
  const root = box("div", "cb-row", ...rows);
  return addEditor(panel, { name: "attribution", label: "Who says it", shape: "correct", root, read, write: (value) => writeSource(panel, fields, value) });
}

/** A source that somebody typed has no place in the text yet: the server looks for it there. */
function readSource({ source, type, manner }, was) {
  if (type.value === "none") return null;
  const said = source.value.trim() || null;
  const spans = said === was.source ? was.source_spans : [];
  return { ...was, source: said, source_spans: spans, source_type: type.value, manner: manner.value, guess: false };
}

function writeSource({ lists }, { source, type, manner }, value) {
  source.value = value?.source ?? "";
  fillList(type, lists.source_type, value ? value.source_type : "none");
  fillList(manner, lists.manner, (value ?? NOBODY).manner);
}

function aloneEditor(panel) {
  const text = input("textarea", { rows: 2, dir: "auto", placeholder: "The claim so that it can be read without the article" });
  return textEditor(panel, { name: "restated", label: "Stands alone as", shape: "correct", root: labelled("Stands alone as", text) }, text);
}

// -- figures and dates: rows, each with its words -----------------------------------------------------------------------

function figuresEditor(panel) {
  const blank = { low: "", high: "", unit: "", of: "", approximate: false };
  return rowsEditor(panel, { name: "quantities", label: "Figures", blank, rowOf: figureRow });
}

function datesEditor(panel) {
  return rowsEditor(panel, { name: "times", label: "Dates", blank: { first: "", last: "" }, rowOf: dateRow });
}

function rowsEditor(panel, { name, label, blank, rowOf }) {
  const rows = element("div", "");
  const changed = () => (type(panel, panel.editors.get(name)), saveEditor(panel, panel.editors.get(name)));
  const add = button("", "cb-quiet cb-add", () => (rows.append(detailRow(selected(panel, blank), rowOf, changed)), changed()));
  const root = box("fieldset", "cb-details", element("legend", "cb-label", label), rows, add);
  const read = () => [...rows.children].map((row) => row.read());
  const write = (values) => rows.replaceChildren(...values.map((one) => detailRow(one, rowOf, changed)));
  return addEditor(panel, { name, label, shape: "correct", root, read, write });
}

/** Return a figure or date of which nothing is known but its place. */
function selected({ selection }, blank) {
  return { ...blank, span: [selection.spans[0][0], selection.spans.at(-1)[1]], text: selection.words.replace(/\s+/g, " ") };
}

function detailRow(detail, rowOf, changed) {
  const { inputs, read } = rowOf(detail);
  const remove = button("Remove", "cb-quiet", () => (row.remove(), changed()));
  remove.ariaLabel = `Remove: ${detail.text}`;
  const row = box("div", "cb-detail", box("div", "cb-line-up", Object.assign(element("q", "", detail.text), { dir: "auto" }), remove), box("div", "cb-row", ...inputs));
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", detail.text);
  row.read = () => ({ ...detail, ...read() });
  return row;
}

function figureRow({ low, high, unit, of, approximate }) {
  const number = (value) => input("text", { value: value ?? "", inputMode: "decimal", size: 8 });
  const [from, to, what, kind] = [number(low), number(high), input("text", { value: unit ?? "", size: 6 }), input("text", { value: of ?? "", size: 8 })];
  const about = input("checkbox", { checked: approximate });
  const inputs = [labelled("From", from), labelled("To", to), labelled("Unit", what), labelled("Of what", kind), tick("About", about)];
  const read = () => ({ low: from.value, high: to.value, unit: what.value, of: kind.value, approximate: about.checked });
  return { inputs, read };
}

function dateRow({ first, last }) {
  const [from, to] = [input("date", { value: first }), input("date", { value: last })];
  return { inputs: [labelled("First day", from), labelled("Last day", to)], read: () => ({ first: from.value, last: to.value }) };
}
