// Asks where somebody else has changed what the reviewer was changing: nothing is overwritten and nothing is dropped.

/** Ask the first question that waits; each is asked once of itself, and again by the button in the head. */
function ask(panel, again = false) {
  const question = panel.questions.find(({ asked }) => again || !asked);
  if (!question || panel.dialog?.open || !panel.claims.size) return;
  question.asked = true;
  const { act } = question;
  const mine = isStanding(panel, act) ? button("Use mine", "cb-step", () => decide(panel, question, useMine)) : null;
  const theirs = button(mine ? "Keep theirs" : "Close", "cb-step", () => decide(panel, question, keepTheirs));
  panel.dialog = questionDialog(panel, question, [theirs, mine].filter(Boolean));
  panel.dialog.addEventListener("close", () => leaveDialog(panel));
  panel.root.append(panel.dialog);
  panel.dialog.showModal();
  drawQuestions(panel);
}

function questionDialog(panel, { act, field, mine, theirs, by, at }, buttons) {
  const who = by === panel.reviewer ? "You changed" : `${by} changed`;
  const title = element("h3", "", `${who} ${field} at ${clock(at)} ${by === panel.reviewer ? "in another window" : "while you were looking"}`);
  title.id = "cb-question";
  const value = (text) => Object.assign(element("dd", "", choiceTold(panel, act, text)), { dir: "auto" });
  const values = box("dl", "", element("dt", "", "Now"), value(theirs), element("dt", "", "Yours"), value(mine));
  const words = element("p", "", panel.claims.get(act.claim)?.words ?? "");
  const made = box("dialog", "cb-question", title, words, values, box("div", "cb-line-up", ...buttons), element("p", "cb-definition", "Esc: decide later."));
  made.setAttribute("aria-labelledby", title.id);
  made.addEventListener("keydown", (event) => event.stopPropagation());
  return made;
}

function leaveDialog(panel) {
  panel.dialog.remove();
  drawChanging(panel);
  ask(panel);
}

function decide(panel, question, how) {
  panel.questions = panel.questions.filter((one) => one !== question);
  panel.decided = panel.state.receipt; // which said that it was not saved yet
  how(panel, question.act);
  panel.dialog.close();
}

/** Send it again over what stands now. */
function useMine(panel, act) {
  const { number, token, ...again } = act;
  send(panel, { ...again, was: nowOf(panel, act) });
}

function keepTheirs(panel, act) {
  dropDraft(panel, act.evidence ? evidenceDraft(act.evidence.id) : act.field, act.claim);
  drawChanging(panel);
}

/** Say whether it can still be done: what is cut or joined is another claim by now. */
function isStanding(panel, { claim, shape }) {
  return panel.claims.has(claim) && (!shape || shape === "correct" || shape === "hand");
}

function nowOf(panel, { claim, field, evidence }) {
  if (evidence) return panel.reviews.get(claim)?.evidence.find(({ id }) => id === evidence.id) ?? null;
  return savedOf(panel, field, claim);
}

/** Return a value as the screen says it: the word for a key. */
function choiceTold(panel, { field }, text) {
  const list = fieldOf(panel, field)?.choices ?? panel.lists[field] ?? [];
  const choice = list.find(({ key }) => key === text);
  return choice ? `${choice.symbol} ${choice.label}`.trim() : text || "nothing";
}

/** Return a moment in local time, with the day where that is another one. */
function clock(moment) {
  const at = new Date(moment);
  const isToday = at.toDateString() === new Date().toDateString();
  return at.toLocaleString([], { hour: "2-digit", minute: "2-digit", ...(!isToday && { day: "numeric", month: "short" }) });
}

function drawQuestions({ questions, undecided, dialog }) {
  undecided.hidden = !questions.length || Boolean(dialog?.open);
  undecided.textContent = questions.length === 1 ? "1 change to decide" : `${questions.length} changes to decide`;
}
