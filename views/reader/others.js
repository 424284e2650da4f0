// What others say of the claim in hand, to read beside one's own, and what the desk found. It comes from the server with
// each claim and is never kept for another person: what is hidden from somebody is not in it. Their words go in as text.

const NO_OTHERS = { line: "", reviews: [], more: 0, desk: null };

function othersOf(panel) {
  const told = panel.others.get(panel.claim.id);
  return told && told.of === panel.reviewer ? told : NO_OTHERS;
}

function deskSection(panel) {
  panel.desk = element("section", "cb-desk");
  panel.desk.setAttribute("aria-label", "What the desk found");
  return panel.desk;
}

/** The line above what one decides, which leads to what others say; below all that one types is what they say. */
function standLine(panel) {
  panel.stand = button("", "cb-quiet cb-stand", () => panel.said.scrollIntoView({ block: "nearest" }));
  return panel.stand;
}

function othersSection(panel) {
  panel.said = element("section", "cb-others");
  panel.said.setAttribute("aria-label", "What others say of this claim");
  return panel.said;
}

const NAMED = 4; // in the line above what one decides; of more than so many only how many found what
const WAIT_MS = 1600; // an act of one's own, which brings it too, is likely by then
const REST = 9; // where the server is slow a page looks again seldom: at most a tenth of the time

/** Hear that somebody has marked claims, each in some revision; of the claim in hand one is to see it. */
function hear(panel, marked) {
  const number = marked[panel.claim?.id];
  if (!number || number <= panel.seen) return;
  panel.awaited = number;
  panel.waiting ??= setTimeout(() => lookAgain(panel), Math.max(WAIT_MS, REST * (panel.took ?? 0)));
}

/** Have the panel drawn again, unless it has been since or nobody looks at it. */
function lookAgain(panel) {
  rest(panel);
  if (!panel.root.isConnected || panel.awaited <= panel.seen || document.hidden) return;
  panel.asked = Date.now();
  panel.look();
}

/** Take in that the panel was drawn, and how long that took where it was asked for. */
function looked(panel) {
  if (panel.asked) panel.took = Date.now() - panel.asked;
  panel.asked = 0;
  if (panel.awaited <= panel.seen) rest(panel);
}

function rest(panel) {
  clearTimeout(panel.waiting);
  panel.waiting = undefined;
}

function drawOthers(panel) {
  const others = othersOf(panel);
  const shown = JSON.stringify([panel.claim.id, others]);
  if (panel.shownOthers === shown) return;
  panel.shownOthers = shown;
  drawStand(panel, others);
  panel.desk.hidden = !others.desk;
  panel.desk.replaceChildren(...(others.desk ? deskParts(others.desk) : []));
  panel.said.hidden = !others.reviews.length;
  const people = others.reviews.length + others.more;
  const title = element("h4", "cb-label", people === 1 ? "1 other says" : `${people} others say`);
  const rest = others.more ? [element("p", "cb-note", `${others.more} more said something before: see the page Claims.`)] : [];
  panel.said.replaceChildren(title, ...others.reviews.map(saidBy), ...rest);
}

function drawStand({ stand, comment }, { line, reviews, more }) {
  const found = reviews.length > NAMED ? tally(reviews) : reviews.map(({ by, symbol, finding }) => `${by}: ${symbol} ${finding}`.replace(/ +/g, " "));
  if (more) found.push(`${more} more`);
  stand.hidden = !line && !found.length;
  stand.disabled = !found.length;
  stand.textContent = [line, ...found].filter(Boolean).join(" · ");
  comment.placeholder = `All who may read the article read this${line && ", also before they have a finding"}. @ names somebody.`;
}

/** How many found what, in the order in which they are shown. */
function tally(reviews) {
  const found = new Map();
  for (const { symbol, finding } of reviews) found.set(`${symbol} ${finding}`, (found.get(`${symbol} ${finding}`) ?? 0) + 1);
  return [...found].map(([what, people]) => `${people} ${what}`.replace(/ +/g, " "));
}

function deskParts({ symbol, finding, sourcing, reason, by, at, is_reopened: isReopened, otherwise }) {
  const head = box("p", "cb-desk-head", "The desk: ", sign(symbol), element("strong", "", finding), sourcing ? `, sourcing ${sourcing}` : "");
  const who = box("span", "cb-note", Object.assign(element("bdi", "", by)), ` ${clock(at)}`);
  const parts = [head, Object.assign(box("p", "cb-reason", element("span", "", reason), who), { dir: "auto" })];
  if (isReopened) parts.push(element("p", "cb-warning", "Open again: somebody has changed a finding since."));
  if (otherwise) parts.push(element("p", "cb-otherwise", `It is not your ${otherwise}. Yours stands beside it; answer in a comment or in your notes.`));
  return parts;
}

function saidBy({ by, symbol, finding, facts, notes, evidence }) {
  const head = box("p", "cb-said-head", element("bdi", "cb-who", by), ": ", ...(symbol ? [sign(symbol)] : []), element("strong", "", finding));
  if (facts) head.append(element("span", "cb-note", facts));
  const parts = [head];
  if (notes) parts.push(Object.assign(element("p", "cb-comment", notes), { dir: "auto" }));
  if (evidence.length) parts.push(box("ul", "cb-pieces", ...evidence.map(pieceSaid)));
  return box("article", "cb-said-by", ...parts);
}

function pieceSaid({ stance, symbol, about, where, quote }) {
  const head = box("div", "cb-piece-head", sign(symbol), element("strong", "", about));
  const item = box("li", "cb-evidence", head, locator(where));
  item.dataset.stance = stance;
  if (quote) item.append(Object.assign(element("q", "cb-quote", quote), { dir: "auto" }));
  return item;
}
