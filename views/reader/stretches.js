// What is accounted for: each stretch of the body is open, dismissed, or in a claim; the strip beside the text shows all.

const COVERS = [["open", "open"], ["dismissed", "dismissed"], ["progress", "in progress"], ["done", "done"]];
const MOST_AT_ONCE = 1000; // stretches that one act may dismiss, as in storage/store.py

// -- in the text --------------------------------------------------------------------------------------------------------

function newStretches(reader, inUnits) {
  const spans = reader.data.stretches.map(([start, end]) => [start, end]);
  const places = inUnits(spans);
  const made = spans.map((points, number) => ({ number, points, place: trim(reader.text, places[number]) ?? places[number], claims: [], pieces: [], reason: "" }));
  reader.data.stretches.forEach(([, , state], number) => { made[number].state = state; });
  reader.claims.forEach((claim, number) => linkClaim(claim, number, made));
  return made;
}

/** Tell a claim and its stretches of one another: those of its words, and of the words that say who says it. */
function linkClaim(claim, number, stretches) {
  const { source_spans: source = [], cue_spans: cue = [] } = claim.found.attribution ?? {};
  for (const span of [...claim.spans, ...source, ...cue]) {
    let at = firstWhere(stretches.length, (index) => stretches[index].points[1] > span[0]);
    for (; at < stretches.length && stretches[at].points[0] < span[1]; at += 1) {
      if (stretches[at].claims.includes(number)) continue;
      stretches[at].claims.push(number);
      claim.stretches.push(at);
    }
  }
}

/** Return where the text is to be cut, so that what is in no claim can be shown. */
function edgesOf({ stretches }) {
  return stretches.flatMap(({ state, place }) => (state === "claim" ? [] : place));
}

/** Return the stretch in no claim that words lie in, if any. */
function uncovered({ text, stretches }, { start, end }) {
  const stretch = stretches[firstWhere(stretches.length, (index) => stretches[index].place[1] > start)];
  const isIn = stretch && stretch.state !== "claim" && covers(stretch.place, [start, end]);
  return isIn && text.slice(start, end).trim() ? stretch : undefined;
}

function addTo(reader, stretch, piece) {
  piece.element.dataset.stretch = String(stretch.number);
  stretch.pieces.push(piece);
  return piece.element;
}

/** Read what stands of each stretch, and over it what the server has not confirmed yet. */
function readStretches(reader) {
  reader.stretches.forEach((stretch, number) => {
    stretch.state = reader.data.stretches[number][2];
    stretch.reason = stretch.state === "dismissed" ? dismissals(reader, stretch)[0]?.[2] ?? "" : "";
  });
  for (const act of reader.outbox) if (act.article === reader.data.id && ["dismiss", "reopen"].includes(act.shape)) applyAct(reader, act);
  for (const { number } of reader.stretches) paintStretch(reader, number);
}

function applyAct(reader, { stretches, reason = "" }) {
  for (const span of stretches) {
    const found = reader.stretches.find(({ points, state }) => state !== "claim" && covers(span, points));
    if (found) Object.assign(found, { state: reason ? "dismissed" : "open", reason });
  }
}

/** Return what was dismissed that a stretch lies in: [start, end, reason]. */
function dismissals({ data }, { points }) {
  return data.dismissed.filter((one) => overlaps(one, points));
}

/** Return how a stretch counts; marks that stand alone count for nothing: there are no words in them. */
function coverOf({ statuses }, { state, reason, claims }) {
  if (state === "dismissed" && !reason) return "blank";
  if (state !== "claim") return state;
  return claims.length && claims.every((number) => statuses[number]) ? "done" : "progress";
}

function paintStretch(reader, number) {
  const stretch = reader.stretches[number];
  const cover = coverOf(reader, stretch);
  const title = cover === "dismissed" ? `Dismissed: ${reasonLabel(reader, stretch.reason)}` : "";
  for (const { element: words } of stretch.pieces) words.title = title;
  if (cover === stretch.cover) return;
  if (stretch.cover) reader.tally[stretch.cover] -= 1;
  reader.tally[cover] += 1;
  stretch.cover = cover;
  for (const part of [stretch.segment, ...stretch.pieces.map((piece) => piece.element)]) part.dataset.cover = cover;
  reader.legendDue ??= requestAnimationFrame(() => drawLegend(reader));
}

function reasonLabel({ data }, key) {
  return data.lists.reason.find((one) => one.key === key)?.label ?? key;
}

// -- the strip ----------------------------------------------------------------------------------------------------------

function addStrip(reader) {
  const strip = element("div", "cb-strip");
  strip.setAttribute("role", "img"); // a picture of what the legend says in words
  strip.addEventListener("click", (event) => onSegment(reader, event.target.dataset.segment));
  strip.addEventListener("pointerover", ({ target }) => {
    if (target.dataset.segment) target.title = segmentTitle(reader, reader.stretches[target.dataset.segment]);
  });
  return strip;
}

function drawStrip(reader) {
  reader.tally = Object.fromEntries([...COVERS, ["blank"]].map(([cover]) => [cover, 0]));
  reader.strip.replaceChildren(...reader.stretches.map((stretch) => segment(reader, stretch)));
  drawLegend(reader);
}

function segment(reader, stretch) {
  stretch.segment = element("span", "cb-segment");
  stretch.segment.dataset.segment = String(stretch.number);
  stretch.segment.style.flexGrow = String(stretch.place[1] - stretch.place[0]);
  return stretch.segment;
}

function segmentTitle(reader, { cover, place, reason }) {
  const words = reader.text.slice(...place).replace(/\s+/g, " ");
  const label = new Map(COVERS).get(cover) ?? "no words in it";
  return `${label}${reason ? ` (${reasonLabel(reader, reason)})` : ""}: ${words.length > 90 ? `${words.slice(0, 90)}…` : words}`;
}

function onSegment(reader, number) {
  const stretch = reader.stretches[number];
  if (!stretch) return;
  if (stretch.pieces.length) return goToStretch(reader, stretch.number);
  const unchecked = stretch.claims.find((one) => reader.statuses[one] === 0);
  const claim = unchecked ?? stretch.claims[0];
  if (claim !== undefined) goTo(reader, claim);
}

/** What the strip shows, in words and figures; the open ones are a way to the next of them. */
function addLegend(reader) {
  const legend = element("p", "cb-legend");
  reader.figures = Object.fromEntries(COVERS.map(([cover]) => [cover, element("span", "")]));
  for (const [cover] of COVERS) {
    const entry = cover === "open" ? button("", "cb-entry", () => command(reader, "open-next")) : element("span", "cb-entry");
    const swatch = element("span", "cb-swatch");
    swatch.dataset.cover = cover;
    if (cover === "open") entry.title = "Go to the next open stretch: o";
    entry.append(swatch, reader.figures[cover]);
    legend.append(entry);
  }
  return legend;
}

function drawLegend(reader) {
  reader.legendDue = undefined;
  for (const [cover, label] of COVERS) reader.figures[cover].textContent = `${reader.tally[cover]} ${label}`;
  const figures = COVERS.map(([cover, label]) => `${reader.tally[cover]} ${label}`).join(", ");
  reader.strip.setAttribute("aria-label", `Stretches of the text: ${figures}`);
}

// -- from stretch to stretch --------------------------------------------------------------------------------------------

const heldStretch = (reader) => reader.stretches?.[reader.stretch];

const isOpen = ({ cover }) => cover === "open";

function goOpen(reader, by) {
  const open = reader.stretches.filter(isOpen);
  if (!open.length) {
    releaseStretch(reader);
    return hint(reader, "Every stretch is accounted for.");
  }
  const next = by > 0 ? open.find(({ place }) => place[0] > reader.here) ?? open[0] : open.findLast(({ place }) => place[0] < reader.here) ?? open.at(-1);
  goToStretch(reader, next.number);
  say(reader, `Open stretch ${open.indexOf(next) + 1} of ${open.length}: ${reader.text.slice(...next.place)}`);
}

function goToStretch(reader, number) {
  const words = reader.stretches[number].pieces[0].element;
  keepInView(reader, words);
  takeStretch(reader, number);
  focusWords(words);
}

/** Give plain words the focus, so that a screen reader says them. */
function focusWords(words) {
  words.tabIndex = -1; // only now: Chromium lets no selection begin in what can have the focus
  words.focus({ preventScroll: true });
}

function takeStretch(reader, number) {
  releaseStretch(reader);
  clearSelection(reader);
  reader.stretch = number;
  reader.here = reader.stretches[number].place[0];
  paintHeld(reader, true);
  drawBar(reader);
}

function releaseStretch(reader) {
  if (reader.stretch < 0) return;
  paintHeld(reader, false);
  reader.stretch = -1;
  drawBar(reader);
}

function paintHeld(reader, isHeld) {
  const { pieces, segment: place } = reader.stretches[reader.stretch];
  for (const part of [place, ...pieces.map((piece) => piece.element)]) part.classList.toggle("cb-held", isHeld);
  if (!isHeld) pieces[0]?.element.removeAttribute("tabindex");
  reader.article.classList.toggle("cb-at-stretch", isHeld);
}

// -- there is nothing to check in it ------------------------------------------------------------------------------------

/** Dismiss stretches; the view shows it at once. */
function dismiss(reader, stretches, reason) {
  stretches.slice(0, MOST_AT_ONCE).forEach((stretch) => Object.assign(stretch, { state: "dismissed", reason }));
  sendDismissed(reader, stretches.map(({ points }) => points), reason);
  for (const { number } of stretches) paintStretch(reader, number);
}

function sendDismissed(reader, spans, reason) {
  remember("dismiss", reason);
  send(reader, { shape: "dismiss", stretches: spans.slice(0, MOST_AT_ONCE), reason });
}

/** Dismiss the stretch in hand (or all up to the next claim) and go on to the next open one. */
function dismissHeld(reader, reason, isRun = false) {
  const run = isRun ? runOf(reader) : [heldStretch(reader)];
  dismiss(reader, run, reason);
  goOpen(reader, 1);
}

/** Return the open stretches from the one in hand up to the next claim's text. */
function runOf({ stretches, stretch }) {
  const rest = stretches.slice(stretch);
  const end = rest.findIndex(({ state }) => state === "claim");
  return (end < 0 ? rest : rest.slice(0, end)).filter(isOpen);
}

/** Dismiss what is open in the selection: only the words selected, or all stretches that it touches. */
function dismissSelected(reader, reason, isAll = false) {
  const { selected, text, points } = reader;
  const touched = touchedBy(reader);
  const whole = touched.filter(({ place }) => isAll || covers(selected, place));
  const parts = touched.filter((stretch) => !whole.includes(stretch)).map(({ place: [start, end] }) =>
    trim(text, [Math.max(start, selected[0]), Math.min(end, selected[1])])).filter(Boolean);
  select(reader, null);
  if (whole.length && !parts.length) return dismiss(reader, whole, reason);
  sendDismissed(reader, [...whole.map((one) => one.points), ...parts.map((place) => place.map(points))], reason);
}

function touchedBy({ selected, stretches }) {
  return stretches.filter((stretch) => isOpen(stretch) && overlaps(stretch.place, selected));
}

function reopen(reader) {
  const stretch = heldStretch(reader);
  const spans = dismissals(reader, stretch).map(([start, end]) => [start, end]);
  Object.assign(stretch, { state: "open", reason: "" });
  send(reader, { shape: "reopen", stretches: spans.length ? spans : [stretch.points] });
  paintStretch(reader, stretch.number);
  drawBar(reader);
}

/** Return the reason used last for something, at first the first of the list. */
function usual({ data }, use) {
  const last = remembered(use);
  return data.lists.reason.find(({ key }) => key === last) ?? data.lists.reason[0];
}
