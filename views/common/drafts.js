// What is typed: it is saved when its field is left, and until the server says that it is, it is kept in this browser.
// A reload, another claim, a lost connection, a server that was ended: nothing of it is lost. Two kinds of drafts:
// editors (a field each, saved of themselves) have {base, value}; forms of evidence have {open, values, was}.

/** How long a day may stand before it is sent: whoever types one goes through others. */
const DAY_MS = 1200;

const typed = new Map(); // of this window: it goes before what other windows keep, and stands in where nothing can be kept

const shelf = (panel, claim = panel.claim.id) => `claimbook.draft/${encodeURIComponent(panel.reviewer)}/${claim}/`;

/** Return what was typed in this window. */
const ownDraft = (panel, name, claim) => JSON.parse(typed.get(shelf(panel, claim) + name) ?? "null");

/** Return what was typed in this window, else what another one or an earlier visit has left. */
function readDraft(panel, name, claim) {
  const key = shelf(panel, claim) + name;
  return typed.has(key) ? ownDraft(panel, name, claim) : JSON.parse(kept((store) => store.getItem(key)) ?? "null");
}

function keepDraft(panel, name, draft, claim) {
  const [key, text] = [shelf(panel, claim) + name, JSON.stringify(draft)];
  typed.set(key, text);
  kept((store) => store.setItem(key, text));
}

function dropDraft(panel, name, claim) {
  const key = shelf(panel, claim) + name;
  if (typed.get(key)) typed.set(key, null);
  kept((store) => store.removeItem(key));
}

/** Return the names of a claim's drafts that begin with `start`. */
function draftNames(panel, start) {
  const from = shelf(panel) + start;
  const names = [...new Set([...typed.keys(), ...savedKeys()])].filter((key) => key.startsWith(from)).map((key) => key.slice(shelf(panel).length));
  return names.filter((name) => readDraft(panel, name));
}

/** Give what one reviewer has typed in this window to another: a name that is put right is no other person. */
function moveDrafts(from, to) {
  const start = `claimbook.draft/${encodeURIComponent(from)}/`;
  const left = from ? [] : savedKeys(); // what was typed while nobody had said who it was, in earlier visits too
  for (const key of new Set([...typed.keys(), ...left].filter((one) => one.startsWith(start)))) {
    const text = typed.get(key) ?? kept((store) => store.getItem(key));
    const own = `claimbook.draft/${encodeURIComponent(to)}/${key.slice(start.length)}`;
    typed.delete(key);
    kept((store) => store.removeItem(key));
    if (text) typed.set(own, text);
    if (text) kept((store) => store.setItem(own, text));
  }
}

const savedKeys = () => kept((store) => Object.keys(store)) ?? [];

/** Use the browser's own store where there is one: private windows may refuse it, and it may be full. */
function kept(use) {
  try {
    return use(window.localStorage);
  } catch {
    return undefined;
  }
}

// -- editors: a field each ----------------------------------------------------------------------------------------------

/** Make a field of what a root element holds; `shape` is "correct" for what was found. Returns the root. */
function addEditor(panel, { name, label, root, read, write, shape }) {
  const save = button(`Save ${label.toLowerCase()}`, "cb-step", () => saveEditor(panel, editor));
  const editor = { name, root, read, write, shape, save };
  save.hidden = true;
  root.append(save);
  root.addEventListener("input", () => type(panel, editor));
  root.addEventListener("change", (event) => leaveLater(panel, editor, event.target));
  root.addEventListener("focusout", () => saveEditor(panel, editor));
  root.addEventListener("keydown", (event) => isSaving(event) && saveEditor(panel, editor));
  panel.editors.set(name, editor);
  return root;
}

/** Make a field of one input that holds text as it is. */
function textEditor(panel, settings, control) {
  return addEditor(panel, { ...settings, read: () => control.value, write: (value) => (control.value = value) });
}

const isSaving = (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey);

function writeEditor(editor, value) {
  editor.value = value;
  editor.write(value);
  editor.asWritten = JSON.stringify(editor.read()); // a field may hold less than the value, a line break another way
}

/** Return what stands in the field: what was written there if nobody has changed it. */
function standing(editor) {
  const now = editor.read();
  return JSON.stringify(now) === editor.asWritten ? editor.value : now;
}

function type(panel, editor) {
  const draft = ownDraft(panel, editor.name);
  keepDraft(panel, editor.name, { base: draft ? draft.base : valueOf(panel, editor.name), value: standing(editor) });
}

function leaveLater(panel, editor, target) {
  clearTimeout(editor.timer);
  if (target.type === "date") editor.timer = setTimeout(() => saveEditor(panel, editor), DAY_MS);
  else saveEditor(panel, editor);
}

/** Send what stands in the field, if it is not what is known, with what was on screen when it was begun. */
function saveEditor(panel, editor) {
  const { name, shape, timer } = editor;
  clearTimeout(timer);
  if (!panel.claim || !panel.state) return;
  const [value, shown, draft] = [standing(editor), valueOf(panel, name), ownDraft(panel, name)];
  if (same(value, shown)) return;
  const was = draft && !pendingOn(panel, name) ? draft.base : shown;
  Object.assign(editor, { value, asWritten: JSON.stringify(editor.read()) });
  send(panel, { ...(shape && { shape }), field: name, value, was });
}

const isInHand = ({ root }) => root.contains(document.activeElement);

function saveAll(panel) {
  for (const editor of panel.editors.values()) saveEditor(panel, editor);
}

/** Show a claim's fields: what was typed and never arrived goes before what is saved, and is sent if that still stands. */
function openEditors(panel) {
  for (const editor of panel.editors.values()) {
    const [draft, shown] = [readDraft(panel, editor.name), valueOf(panel, editor.name)];
    const value = draft ? draft.value : shown;
    if (draft) keepDraft(panel, editor.name, draft);
    if (!same(value, standing(editor)) || !editor.asWritten) writeEditor(editor, value);
    if (draft && same(draft.base, shown) && !isInHand(editor)) saveEditor(panel, editor);
  }
}

/** Take over what was saved elsewhere, but not over what is being typed; offer to save what could not be. */
function drawEditors(panel) {
  for (const editor of panel.editors.values()) {
    const shown = valueOf(panel, editor.name);
    const isSaved = same(standing(editor), shown);
    const draft = ownDraft(panel, editor.name);
    if (draft && isSaved && !pendingOn(panel, editor.name)) dropDraft(panel, editor.name);
    if (!draft && !isSaved) writeEditor(editor, shown);
    editor.save.hidden = isInHand(editor) || same(standing(editor), shown);
  }
}

/** What was typed since an act was sent builds on that act; where nothing was, there is no draft any longer. */
function settleDraft(panel, { field, value, claim }) {
  const draft = ownDraft(panel, field, claim);
  if (!draft) return;
  if (same(draft.value, value)) dropDraft(panel, field, claim);
  else keepDraft(panel, field, { ...draft, base: value }, claim);
}
