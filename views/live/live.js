// Hears over a WebSocket what was done, and has the page run again where what it shows is old by that.
//
// Nobody is disturbed: a page that nobody looks at waits until somebody does, one whose words are just being selected until
// the button is up, one that is at work (it adds files) until it is done, and one that takes long to draw is drawn seldom.
// What was done is said in one line that fades.

const SETTLE_MS = 600; // what one does oneself is on the screen by then, also where the server is slow, and no reason to draw it again
const SHARE = 10; // at most a tenth of the time goes into drawing what others do
const LONGEST_MS = 20_000;
const RETRY_MS = 1000;
const SAID_MS = 10_000;
const STALE = 4401; // the server was started anew, or people were let in or put out
const AT_WORK = "[data-test-script-state=running]"; // Streamlit would stop it halfway

/** What is said of an act on a claim, and of one on an article, which names no claim. */
const ON_A_CLAIM = {
  reviewed: "marked",
  drawn: "drew",
  bounded: "moved the bounds of",
  split: "cut",
  merged: "merged",
  corrected: "corrected",
  judged: "decided on later coverage of",
  rejected: "left a passage out of",
  readmitted: "took a passage back into",
  revisited: "opened again",
  settled: "settled",
  commented: "commented on",
  "handed over": "handed over",
  restored: "restored",
  undone: "undid something on",
  redone: "did something again on",
};
const ON_AN_ARTICLE = {
  added: "added an article",
  dismissed: "dismissed a stretch",
  reopened: "opened a stretch again",
  listed: "listed later coverage",
  unlisted: "took later coverage off the list",
  found: "had the article split into claims",
  needed: "changed how many opinions are needed",
  imported: "imported an archive",
};

const lives = new WeakMap(); // Streamlit calls again with the same element whenever the data change

export default function component({ data, parentElement, setTriggerValue }) {
  const live = lives.get(parentElement) ?? open(parentElement);
  const before = live.data;
  live.again = () => setTriggerValue("old", Date.now());
  live.data = data;
  drawn(live);
  if (!before || before.article !== data.article || before.ticket !== data.ticket || before.who !== data.who) connect(live);
  return () => setTimeout(() => parentElement.isConnected || close(live, parentElement));
}

// -- life ---------------------------------------------------------------------------------------------------------------

function open(parent) {
  const live = { line: parent.querySelector(".cb-live"), wanted: 0, next: 0, asked: 0, numbers: new Map(), isPressed: false, off: new AbortController() };
  const on = (type, then) => document.addEventListener(type, then, { signal: live.off.signal, capture: true });
  on("claimbook:drawn", ({ detail }) => (live.numbers = new Map(detail.claims.map(({ id }, at) => [id, at + 1]))));
  on("visibilitychange", () => later(live));
  on("pointerdown", () => (live.isPressed = true));
  for (const type of ["pointerup", "pointercancel", "dragend"]) on(type, () => (live.isPressed = false));
  document.dispatchEvent(new CustomEvent("claimbook:hello")); // the article may have been drawn before
  lives.set(parent, live);
  return live;
}

function close(live, parent) {
  live.off.abort();
  for (const timer of [live.timer, live.retry, live.clock]) clearTimeout(timer);
  live.socket?.close();
  live.socket = null;
  lives.delete(parent);
}

function connect(live) {
  clearTimeout(live.retry);
  const { data } = live;
  const address = new URL(data.address, window.location.href);
  address.protocol = address.protocol.replace("http", "ws");
  address.search = new URLSearchParams({ ticket: data.ticket, article: data.article, seen: data.seen, who: data.who });
  live.socket?.close();
  const socket = (live.socket = new WebSocket(address));
  socket.onmessage = (event) => socket === live.socket && hear(live, JSON.parse(event.data));
  socket.onclose = ({ code }) => socket === live.socket && comeAgain(live, code);
}

/** Try again: many pages may have been cut off at once. A server that was started anew knows nothing of this page yet. */
function comeAgain(live, code) {
  if (code === STALE) live.again();
  live.retry = setTimeout(() => connect(live), RETRY_MS * (1 + Math.random()));
}

// -- what is heard ------------------------------------------------------------------------------------------------------

function hear(live, { number, tables, marked, acts }) {
  if (number <= live.data.seen) return;
  const others = acts.filter(([by]) => by !== live.data.who);
  if (others.length) say(live, others.at(-1));
  if (tables.some((table) => live.data.tables.includes(table))) {
    live.wanted = number;
    later(live);
  } else if (others.length) document.dispatchEvent(new CustomEvent("claimbook:marked", { detail: marked }));
}

/** Have the page run again presently, unless it has been by then. */
function later(live) {
  clearTimeout(live.timer);
  if (live.wanted <= live.data.seen || document.hidden) return;
  live.timer = setTimeout(() => now(live), Math.max(SETTLE_MS, live.next - Date.now()));
}

function now(live) {
  if (live.wanted <= live.data.seen || document.hidden) return;
  if (live.isPressed || document.querySelector(AT_WORK)) return later(live);
  live.asked = Date.now();
  live.next = live.asked + LONGEST_MS;
  live.again();
  live.timer = setTimeout(() => later(live), LONGEST_MS); // where the answer got lost
}

/** Take in that the page was drawn, and how long that took. */
function drawn(live) {
  if (live.asked) live.next = Date.now() + Math.min(LONGEST_MS, (SHARE - 1) * (Date.now() - live.asked));
  live.asked = 0;
  later(live);
}

// -- the line -----------------------------------------------------------------------------------------------------------

function say(live, [by, action, claim]) {
  const number = live.numbers.get(claim);
  const onClaim = `${ON_A_CLAIM[action] ?? "changed"} ${number ? `claim ${number}` : "a claim"}`;
  const what = claim ? onClaim : ON_AN_ARTICLE[action] ?? "changed something";
  Object.assign(live, { said: `${by} ${what}`, at: Date.now() });
  tick(live);
}

function tick(live) {
  clearTimeout(live.clock);
  const age = Date.now() - live.at;
  live.line.hidden = age > SAID_MS;
  live.line.textContent = age < 1500 ? `${live.said} just now` : `${live.said} · ${Math.round(age / 1000)} s ago`;
  if (!live.line.hidden) live.clock = setTimeout(() => tick(live), 1000);
}
