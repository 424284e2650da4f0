// What the reviewer decides: one group of buttons a field, the days, the notes. A choice is saved the moment it is made.

/** The days that a finding can hold as of, or be due on again. */
const DAYS = { min: "1900-01-01", max: "2199-12-31" };

/** What a field asks for, where nothing is chosen or proposed. */
const ASKED = { confidence: "How sure you are of the finding." };

const fieldOf = (panel, name) => panel.fields?.find((field) => field.name === name);

function addFields(panel) {
  panel.inherited = element("p", "cb-inherited");
  panel.days = box("div", "cb-row", dayField(panel, "as_of", "Holds as of"), dayField(panel, "due", "Due again"));
  panel.form.append(standLine(panel), panel.inherited, panel.days, evidenceSection(panel), notesField(panel), commentsSection(panel), othersSection(panel), copyButton(panel));
}

function drawFields(panel) {
  for (const field of panel.fields) {
    const chosen = valueOf(panel, field.name);
    const isKnown = !chosen || field.choices.some(({ key }) => key === chosen);
    if (!isKnown) field.choices = [...field.choices, { key: chosen, label: chosen, definition: "" }]; // of an older list
    const keys = field.choices.map(({ key }) => key).join(" ");
    if (panel.groups.get(field.name)?.keys !== keys) addGroup(panel, field, keys);
    paintChoices(panel.groups.get(field.name).group, chosen, proposed(panel, field.name)?.[0]);
    define(panel, field.name, null);
  }
}

function addGroup(panel, field, keys) {
  const { name, group } = choiceGroup(field.label, field.choices, (key) => choose(panel, fieldOf(panel, field.name), key));
  const definition = element("p", "cb-definition");
  const row = box("div", `cb-field cb-field-${field.name}`, name, group, definition);
  const old = panel.groups.get(field.name);
  if (old) old.row.replaceWith(row);
  else panel.days.before(row);
  for (const type of ["pointerover", "focusin"]) group.addEventListener(type, (event) => define(panel, field.name, event.target));
  for (const type of ["pointerleave", "focusout"]) group.addEventListener(type, () => define(panel, field.name, null));
  panel.groups.set(field.name, { row, keys, definition, group });
}

/** Choose; what need not be chosen is taken back by choosing it again. */
function choose(panel, field, key) {
  const chosen = valueOf(panel, field.name) === key;
  if (chosen && field.default) return;
  send(panel, { field: field.name, value: chosen ? "" : key });
}

/** Return what is proposed for a field, and the words that say so: what was said of the earlier claim goes first. */
function proposed(panel, name) {
  const key = inheritedOf(panel)?.[name];
  const choice = fieldOf(panel, name).choices.find((one) => one.key === key);
  if (choice && key !== defaultOf(panel, name)) return [key, `Not confirmed yet: ${choice.label}. ${choice.definition}`];
  return panel.claim.proposals[name];
}

/** Show the definition of the choice that is pointed at, else of the one that is made or proposed. */
function define(panel, name, target) {
  const key = target?.closest("[data-key]")?.dataset.key ?? valueOf(panel, name);
  const choice = fieldOf(panel, name).choices.find((one) => one.key === key);
  const isOpen = !target && key === defaultOf(panel, name);
  const proposal = isOpen ? proposed(panel, name)?.[1] : undefined;
  panel.groups.get(name).definition.textContent = proposal ?? (choice ? `${choice.label}: ${choice.definition}` : ASKED[name] ?? "");
}

// -- days and notes -----------------------------------------------------------------------------------------------------

function dayField(panel, name, label, shape) {
  const day = input("date", DAYS);
  const write = (value) => (day.value = value);
  const read = () => (day.validity.valid ? day.value : panel.editors.get(name).value);
  return addEditor(panel, { name, label, shape, root: labelled(label, day), read, write });
}

function notesField(panel) {
  const notes = input("textarea", { rows: 3, dir: "auto", placeholder: "Saved when you leave the field." });
  return textEditor(panel, { name: "notes", label: "Notes", root: labelled("Notes", notes, "cb-field") }, notes);
}

// -- what was said of the claim that this one was made of ----------------------------------------------------------------

const MARKS = ["verification", "sourcing", "confidence", "as_of", "due", "notes"];

/** Return it, where nothing is said of this claim yet. */
function inheritedOf(panel) {
  const isSaid = (name) => valueOf(panel, name) !== defaultOf(panel, name);
  return MARKS.some(isSaid) || evidenceOf(panel).length ? null : panel.claim.inherited;
}

function drawInherited(panel) {
  const earlier = inheritedOf(panel);
  panel.inherited.hidden = !earlier;
  const text = earlier ? `From the claim this one was made of: ${MARKS.map((name) => told(panel, name, earlier[name])).concat(sourcesTold(earlier.evidence)).filter(Boolean).join(", ")}.` : "";
  if (!earlier || panel.inherited.firstChild?.textContent === text) return;
  panel.inherited.replaceChildren(element("span", "", text), button("Confirm", "cb-step", () => confirm(panel)));
}

/** Return a value as the screen says it, "" for one that says nothing. */
function told(panel, name, value) {
  if (value === defaultOf(panel, name)) return "";
  const choice = fieldOf(panel, name)?.choices.find(({ key }) => key === value);
  if (choice) return `${choice.symbol} ${choice.label}`.trim();
  return { as_of: `as of ${value}`, due: `due again ${value}`, notes: "with notes" }[name] ?? value;
}

const sourcesTold = ({ length }) => (length ? `${length} ${length === 1 ? "piece" : "pieces"} of evidence` : "");

/** Say the same of this claim. */
function confirm(panel) {
  const earlier = panel.claim.inherited;
  for (const field of MARKS) if (earlier[field] !== defaultOf(panel, field)) send(panel, { field, value: earlier[field] });
  for (const piece of earlier.evidence) send(panel, { evidence: { ...piece, id: newId() }, was: null });
}
