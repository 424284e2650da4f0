// The timeline of the article: a row for each claim that moved, by date, as a picture or as a table.

/** Return the claims of which something later speaks: those that moved first, each in reading order. */
function movedClaims(bench) {
  const states = new Map(bench.data.claims.map(({ id }) => [id, bench.data.coverage.map((one) => stateOf(bench, id, one.id))]));
  const moved = bench.data.claims.filter(({ id }) => states.get(id).some(hasMoved));
  const stood = bench.data.claims.filter((one) => !moved.includes(one) && states.get(one.id).some(isSpoken));
  return { moved, stood };
}

function drawMoves(bench) {
  const { whole, data, isTable } = bench;
  whole.setAttribute("aria-label", "The timeline of the article");
  const { moved, stood } = movedClaims(bench);
  const swap = button(isTable ? "As a picture (v)" : "As a table (v)", "cb-quiet", () => command(bench, "table"));
  const silent = data.claims.length - moved.length - stood.length;
  const parts = [movesSection(bench, "Claims that moved", moved), movesSection(bench, "Taken up again, unchanged", stood)].flat();
  const none = parts.length ? [] : [element("p", "cb-none", data.comparing.running ? "Nothing found yet: still comparing." : "Nothing in the later coverage speaks of any claim.")];
  const rest = silent && parts.length ? [element("p", "cb-none", silent === 1 ? "Of 1 other claim nothing later speaks." : `Of ${silent} other claims nothing later speaks.`)] : [];
  const active = whole.contains(document.activeElement) ? document.activeElement.dataset.claim : undefined;
  whole.replaceChildren(box("div", "cb-line-up", shapesLegend(bench), swap), ...parts, ...none, ...rest);
  if (active) whole.querySelector(`[data-claim="${CSS.escape(active)}"]`)?.focus({ preventScroll: true });
}

function movesSection(bench, title, claims) {
  if (!claims.length) return [];
  const head = element("h3", "cb-section", `${title} (${claims.length})`);
  return [head, bench.isTable ? movesTable(bench, claims) : movesPicture(bench, claims)];
}

function movesPicture(bench, claims) {
  const scale = scaleOf(bench);
  const ruler = svg("svg", { class: "cb-picture", height: 22, "aria-hidden": "true" }, axis(scale, "", 2));
  const rows = claims.map((claim) => box("div", "cb-move", claimButton(bench, claim), moveRow(bench, scale, claim)));
  return box("div", "cb-moves", ...rows, box("div", "cb-move cb-ruler", element("span", ""), ruler));
}

function claimButton(bench, { id, words }) {
  const made = button("", "cb-move-claim", () => openClaim(bench, id));
  made.dataset.claim = id;
  made.append(element("span", "cb-number", String(bench.claims.get(id).at + 1)), Object.assign(element("span", "cb-entry-words", words), { dir: "auto" }));
  return made;
}

function moveRow(bench, scale, claim) {
  const spoken = bench.data.coverage.map((one) => ({ one, state: stateOf(bench, claim.id, one.id) }));
  const places = spoken.map(({ one }) => scale.at(one.published));
  const loud = spoken.map(({ state }) => isSpoken(state));
  const lanes = lanesOf(places.filter((_, at) => loud[at]));
  const height = 12 + LANE * (Math.max(0, ...lanes) + 1);
  const label = `Claim ${bench.claims.get(claim.id).at + 1}: ${tallyLine(bench, claim.id)}`;
  const made = svg("svg", { class: "cb-picture", height, role: "img", "aria-label": label }, svg("line", { class: "cb-guide", x1: "0", x2: "100%", y1: height - 1, y2: height - 1 }));
  let at = 0;
  spoken.forEach(({ one, state }, place) => {
    if (!loud[place]) return;
    const text = `${[one.published || "no date", one.outlet, one.title].filter(Boolean).join(" · ")}\n${stateTold(bench, state)}`;
    made.append(markShape(bench, state, text, places[place], height - 11 - LANE * lanes[at], () => openClaim(bench, claim.id, one.id)));
    at += 1;
  });
  return made;
}

function movesTable(bench, claims) {
  const rows = claims.flatMap((claim) => bench.data.coverage
    .map((one) => ({ one, state: stateOf(bench, claim.id, one.id) }))
    .filter(({ state }) => isSpoken(state))
    .map(({ one, state }, at) => [at ? "" : claimButton(bench, claim), one.published || "no date", one.outlet, one.title, stateTold(bench, state)]));
  return tableOf(["Claim", "Date", "Outlet", "Article", "Relation"], rows);
}

/** Say which shape is which relation. */
function shapesLegend(bench) {
  const entries = bench.data.relations.filter(({ key }) => key !== "silent").map(({ key, label }) => {
    const sample = svg("svg", { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true", class: "cb-mark-shape" }, svg("path", { d: SHAPES[key] }));
    Object.assign(sample.dataset, { relation: key, state: "decided" });
    return box("span", "cb-legend-entry", sample, label);
  });
  const hollow = svg("svg", { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true", class: "cb-mark-shape" }, svg("path", { d: SHAPES.corroborates }));
  hollow.dataset.state = "proposed";
  return box("span", "cb-legend", ...entries, box("span", "cb-legend-entry", hollow, "hollow: proposed, filled: decided"));
}

/** Go to a claim in the view of the claims. */
function openClaim(bench, claim, coverage = "") {
  bench.wanted = coverage;
  bench.leave({ view: "claims", claim });
}
