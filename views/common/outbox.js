// Sends what a reviewer did to the server until it is confirmed: numbered acts, each with a token so that none is done twice.
//
// The page gives `data` (article and reviewer), `post` (hands acts to Streamlit) and has `inHand` and `hint`.

const RESEND_MS = 2000;
const PATIENCE = 5; // so many times an act is sent before the reviewer is told that it is not saved yet
const KEPT = ["field", "evidence", "drop", "shape", "step", "reject", "reopen", "comment"]; // an act with none of these is a mere move

/** Return what the page object holds of it. */
const newOutbox = () => ({ outbox: [], tries: 0, sent: Date.now(), name: Math.random().toString(36).slice(2) });

/** Keep each act until it is confirmed: while a script runs, Streamlit drops all but the newest message. */
function send(reader, act) {
  if (!reader.data) return;
  reader.sent += 1;
  const known = { claim: inHand(reader)?.id ?? "", article: reader.data.id };
  const sent = { ...known, ...act, number: reader.sent, token: `${reader.name}-${reader.sent}` };
  setOutbox(reader, [...reader.outbox.filter(isChange), sent]); // of moves only the last one counts
  deliver(reader);
}

const isChange = (act) => KEPT.some((name) => name in act);

const outboxName = ({ data }) => `outbox/${data.reviewer}/${data.id}`;

/** What is not confirmed outlives a reload of the page: each act has its token, so that none is done twice. */
function setOutbox(reader, acts) {
  reader.outbox = acts;
  remember(outboxName(reader), JSON.stringify(acts.filter(isChange)));
}

/**
 * Take up what was not confirmed when the page was left, and say whether there was anything: it is to be delivered.
 *
 * Call it before `setOutbox`, which remembers only what the page object holds. The acts get new numbers: the server may
 * have confirmed later ones of another article since, and whatever is older than those counts as done.
 */
function openOutbox(reader) {
  const here = new Set(reader.outbox.map(({ token }) => token));
  const left = JSON.parse(remembered(outboxName(reader)) || "[]").filter(({ token }) => !here.has(token));
  reader.outbox = [...left.map((act) => ({ ...act, number: (reader.sent += 1) })), ...reader.outbox];
  return left.length > 0;
}

function deliver(reader) {
  clearTimeout(reader.timer);
  if (!reader.outbox.length) return;
  reader.post(reader.outbox);
  reader.timer = setTimeout(() => {
    reader.tries += 1;
    deliver(reader);
    if (reader.tries >= PATIENCE) warn(reader);
  }, RESEND_MS);
}

function warn(reader) {
  const waiting = reader.outbox.filter(isChange).length;
  const changes = waiting === 1 ? "1 change waits" : `${waiting} changes wait`;
  if (waiting) hint(reader, `Not saved yet: ${changes} for the server. Load the page again; nothing that waits is lost.`);
}

function settled(reader) {
  clearTimeout(reader.timer);
  if (reader.tries >= PATIENCE) hint(reader);
  reader.tries = 0;
}

// What this browser window remembers: it may refuse to.

function remember(name, value) {
  try {
    sessionStorage.setItem(`claimbook.${name}`, value);
  } catch {} // a private window
}

function remembered(name) {
  try {
    return sessionStorage.getItem(`claimbook.${name}`) ?? "";
  } catch {
    return "";
  }
}
