// What people say to one another of a claim, who is to work on it, and what it waits for. Names and comments come from
// others: they go in as text. A comment that is being typed is a draft {value, sent}; sent, it stays one until it is saved.

const HANDED = ["assigned_to", "finish_by", "waiting_for"];
const OFFERED = 6;
const NO_TALK = { comments: [], workflow: "not_started", ...Object.fromEntries(HANDED.map((name) => [name, ""])) };

const talkOf = (panel, claim = panel.claim.id) => panel.talks.get(claim) ?? NO_TALK;

function drawTalk(panel) {
  drawHandover(panel);
  drawThread(panel);
}

// -- who is to work on it -----------------------------------------------------------------------------------------------

function handoverFold(panel) {
  panel.names = Object.assign(element("datalist", ""), { id: "cb-people" });
  const person = input("text", { dir: "auto", placeholder: "Nobody", maxLength: 80, autocomplete: "off" });
  const source = input("text", { dir: "auto", placeholder: "Nothing. From whom, or for what?", maxLength: 500, autocomplete: "off" });
  person.setAttribute("list", panel.names.id);
  const who = handEditor(panel, "assigned_to", "Assigned to", person);
  const row = box("div", "cb-row", who, dayField(panel, "finish_by", "Finish by", "hand"));
  panel.handing = fold("", row, handEditor(panel, "waiting_for", "Waits for a source", source), panel.names);
  handleForm(panel.handing, () => saveAll(panel), () => shut(panel.handing));
  return panel.handing;
}

function handEditor(panel, name, label, control) {
  return textEditor(panel, { name, label, shape: "hand", root: labelled(label, control) }, control);
}

/** The line that is there to see while the fold is shut says all of it. */
function drawHandover(panel) {
  const [person, day, source] = HANDED.map((name) => valueOf(panel, name));
  const { comments, workflow } = talkOf(panel);
  const stands = panel.lists.workflow.find(({ key }) => key === workflow) ?? { symbol: "", label: workflow };
  const said = comments.length === 1 ? "1 comment" : `${comments.length} comments`;
  const waits = workflow === "waiting_for_source" ? `: ${source}` : source && ` · waits for ${source}`;
  const about = [person ? `for ${person}` : "nobody assigned", day && `by ${day}`, comments.length && said];
  const text = [stands.label + waits, ...about.filter(Boolean)].join(" · ");
  const summary = panel.handing.querySelector("summary");
  if (summary.textContent !== stands.symbol + text) summary.replaceChildren(sign(stands.symbol), text);
  panel.editors.get("finish_by").root.querySelector("input").disabled = !standing(panel.editors.get("assigned_to"));
  if (HANDED.some((name) => ownDraft(panel, name) && !pendingOn(panel, name))) panel.handing.open = true;
  const shown = panel.people.join("\n");
  if (panel.names.title !== shown) panel.names.replaceChildren(...panel.people.map((name) => Object.assign(element("option", ""), { value: name })));
  panel.names.title = shown;
}

// -- what was said ------------------------------------------------------------------------------------------------------

function commentsSection(panel) {
  panel.thread = element("ol", "cb-thread");
  panel.thread.setAttribute("aria-label", "Comments on this claim");
  panel.comment = input("textarea", { rows: 2, dir: "auto" }); // others.js says who reads it
  Object.assign(panel, { offer: element("div", "cb-offer"), say: button("Comment", "cb-step", () => sendComment(panel)) });
  Object.assign(panel.offer, { id: "cb-offer", hidden: true, role: "listbox", ariaLabel: "Names" });
  panel.comment.setAttribute("aria-autocomplete", "list");
  panel.comment.setAttribute("aria-controls", panel.offer.id);
  panel.comment.addEventListener("input", () => typeComment(panel));
  panel.comment.addEventListener("click", () => offerNames(panel));
  panel.comment.addEventListener("blur", () => shutOffer(panel));
  panel.comment.addEventListener("keydown", (event) => onCommentKey(panel, event));
  return box("div", "cb-field cb-talk", labelled("Comments", panel.comment, "cb-compose"), panel.offer, box("div", "cb-line-up", panel.say), panel.thread);
}

/** Draw the newest first, below where it is written: what was just said appears beside it. */
function drawThread(panel) {
  const waiting = pending(panel).filter(({ comment }) => comment).map(({ comment }) => ({ by: panel.reviewer, at: "", runs: [[comment, ""]] }));
  const said = [...talkOf(panel).comments, ...waiting];
  const shown = JSON.stringify([panel.claim.id, said]);
  if (panel.shownThread !== shown) panel.thread.replaceChildren(...said.map(commentItem).reverse());
  panel.shownThread = shown;
  panel.say.disabled = !panel.comment.value.trim();
}

function commentItem({ by, at, runs }) {
  const who = Object.assign(element("strong", "", by), { dir: "auto" });
  const when = at ? Object.assign(element("time", "cb-note", clock(at)), { dateTime: at }) : element("span", "cb-note", "not saved yet");
  const words = Object.assign(box("p", "cb-comment", ...runs.map(([text, named]) => (named ? element("span", `cb-mention cb-${named}`, text) : text))), { dir: "auto" });
  return box("li", "", who, " ", when, words);
}

// -- typing one ---------------------------------------------------------------------------------------------------------

/** Show what was typed of this claim and not sent. */
function openComment(panel) {
  const draft = readDraft(panel, "comment");
  const isThere = draft?.sent && (pending(panel).some(({ comment }) => comment === draft.value) || isSaid(panel, draft.value));
  panel.comment.value = draft && !isThere ? draft.value : "";
  shutOffer(panel);
}

const isSaid = (panel, text) => talkOf(panel).comments.some((one) => one.by === panel.reviewer && one.text === text);

function typeComment(panel) {
  if (panel.comment.value) keepDraft(panel, "comment", { value: panel.comment.value, sent: false });
  else dropDraft(panel, "comment");
  panel.say.disabled = !panel.comment.value.trim();
  offerNames(panel);
}

function sendComment(panel) {
  const comment = panel.comment.value.trim();
  if (!comment) return;
  keepDraft(panel, "comment", { value: comment, sent: true });
  panel.comment.value = "";
  shutOffer(panel);
  send(panel, { comment });
  panel.comment.focus();
}

function commentKept(panel, { comment, claim }) {
  const draft = readDraft(panel, "comment", claim);
  if (draft?.sent && draft.value === comment) dropDraft(panel, "comment", claim);
}

/** Put a comment that could not be saved back where it was written, before what was typed since. */
function commentRefused(panel, { comment, claim }) {
  const draft = readDraft(panel, "comment", claim);
  const since = draft && !draft.sent ? `\n\n${draft.value}` : "";
  keepDraft(panel, "comment", { value: comment + since, sent: false }, claim);
  if (panel.claim?.id === claim) panel.comment.value = comment + since;
}

// -- names after an @ ---------------------------------------------------------------------------------------------------

/** Return what is typed of a name before the caret; nothing where no name begins there. */
function begun({ comment }) {
  if (comment.selectionStart !== comment.selectionEnd) return undefined;
  return /(?<![\p{L}\p{N}_])@([^@\n]{0,80})$/u.exec(comment.value.slice(0, comment.selectionStart))?.[1].toLowerCase();
}

function offerNames(panel) {
  const start = begun(panel);
  const fits = (name) => name.toLowerCase().startsWith(start) && name.length > start.length;
  const names = start === undefined ? [] : panel.people.filter(fits).slice(0, OFFERED);
  panel.offer.replaceChildren(...names.map((name, place) => nameOption(panel, name, place)));
  panel.offer.hidden = !names.length;
  pointAt(panel, 0);
}

function nameOption(panel, name, place) {
  const made = Object.assign(element("div", "cb-name", name), { id: `cb-name-${place}`, role: "option", dir: "auto" });
  made.addEventListener("pointerdown", (event) => (event.preventDefault(), takeName(panel, name))); // the field keeps the focus
  return made;
}

function pointAt(panel, place) {
  const options = [...panel.offer.children];
  panel.pointed = options.length ? (place + options.length) % options.length : 0;
  options.forEach((one, at) => one.setAttribute("aria-selected", String(at === panel.pointed)));
  if (options.length) panel.comment.setAttribute("aria-activedescendant", options[panel.pointed].id);
  else panel.comment.removeAttribute("aria-activedescendant");
}

function shutOffer(panel) {
  panel.offer.replaceChildren();
  panel.offer.hidden = true;
  pointAt(panel, 0);
}

function takeName(panel, name) {
  const { comment } = panel;
  comment.setRangeText(`${name} `, comment.selectionStart - begun(panel).length, comment.selectionStart, "end");
  comment.dispatchEvent(new Event("input", { bubbles: true }));
  shutOffer(panel);
}

function onCommentKey(panel, event) {
  event.stopPropagation();
  if (event.isComposing) return;
  if (isSaving(event)) sendComment(panel);
  else if (!panel.offer.hidden && OFFER_KEYS[event.key]) OFFER_KEYS[event.key](panel);
  else return;
  event.preventDefault();
}

const OFFER_KEYS = {
  ArrowDown: (panel) => pointAt(panel, panel.pointed + 1),
  ArrowUp: (panel) => pointAt(panel, panel.pointed - 1),
  Enter: (panel) => takeName(panel, panel.offer.children[panel.pointed].textContent),
  Tab: (panel) => takeName(panel, panel.offer.children[panel.pointed].textContent),
  Escape: shutOffer,
};
