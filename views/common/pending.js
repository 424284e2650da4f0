// What is shown of a field: what the server said last, and over it what it has not confirmed yet.
//
// The page has `savedOf` (what the server said last), `keep` and `reopen` (what to do with an act that was, or was not, saved).

const isMark = (act) => "field" in act && !act.shape;

/** Say with each mark what was on screen before it: where that has changed meanwhile, the reviewer is asked. */
function recall(panel, acts) {
  acts.forEach((act, place) => {
    if (isMark(act) && !("was" in act)) act.was = valueOf(panel, act.field, act.claim, acts.slice(0, place));
  });
}

/** Take in what has become of the acts that the server has just confirmed, those on other claims too. */
function conclude(panel, { confirmed, refused, conflicts }) {
  const done = panel.acts.filter(({ number }) => number > panel.settled && number <= confirmed);
  panel.settled = confirmed;
  for (const act of done) (refused.includes(act.number) ? reopen : keep)(panel, act);
  for (const conflict of conflicts) {
    const act = done.find(({ number }) => number === conflict.number);
    if (act) panel.questions.push({ ...conflict, act });
  }
}

const pending = (panel, claim = panel.claim.id, acts = panel.acts) =>
  acts.filter((act) => act.claim === claim && act.number > panel.settled);

/** Return the newest act on a field that is not confirmed yet, of a review or of what was found. */
const pendingOn = (panel, name, claim, acts) => pending(panel, claim, acts).findLast((act) => act.field === name);

/** Return what is shown of a field. */
function valueOf(panel, name, claim = panel.claim.id, acts = panel.acts) {
  const act = pendingOn(panel, name, claim, acts);
  return act ? act.value : savedOf(panel, name, claim);
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
