// A card for each later article that says something of the claim in hand: what it says, what is proposed, what is decided.

const ORDER = (bench) => bench.data.coverage.map(({ id }) => id);

/** Return which later articles have a card: what says something or was spoken of, and the rest where that is unfolded. */
function shownCards(bench) {
  const cards = bench.cards.get(bench.claim.id) ?? new Map();
  const isLoud = (id) => {
    const { proposed, decided } = stateOf(bench, bench.claim.id, id);
    return decided !== "" || !["", "silent"].includes(proposed) || cards.has(id);
  };
  return { loud: ORDER(bench).filter(isLoud), rest: ORDER(bench).filter((id) => !isLoud(id)) };
}

/** Draw the cards; those that are there stay where they are, with whatever is being typed in them. */
function drawCards(bench) {
  const { loud, rest } = shownCards(bench);
  const ids = bench.isUnfolded ? ORDER(bench) : loud;
  if (!ids.includes(bench.coverage)) bench.coverage = ids.find((id) => isOpen(stateOf(bench, bench.claim.id, id))) ?? ids[0] ?? "";
  for (const [id, view] of bench.views) if (!ids.includes(id)) dropCard(bench, id, view);
  const drawn = ids.map((id) => bench.views.get(id) ?? addCard(bench, id));
  drawn.forEach(({ root }, at) => bench.deck.children[at] === root || bench.deck.insertBefore(root, bench.deck.children[at] ?? null));
  for (const view of drawn) paintCard(bench, view);
  drawRest(bench, loud, rest);
}

function dropCard(bench, id, { root }) {
  saveEditor(bench, bench.editors.get(`notes/${id}`));
  bench.editors.delete(`notes/${id}`);
  bench.views.delete(id);
  root.remove();
}

function addCard(bench, id) {
  const later = bench.later.get(id);
  const view = { id, root: element("article", "cb-card"), states: element("div", "cb-states"), found: element("div", "cb-found"), offer: element("div", "cb-offer") };
  view.root.tabIndex = -1;
  view.root.dataset.coverage = id;
  view.root.setAttribute("aria-label", [later.outlet, later.published || "no date", later.title].filter(Boolean).join(", "));
  const { name, group } = choiceGroup("Relation", bench.data.relations, (key) => relate(bench, id, valueOf(bench, `relation/${id}`) === key ? "" : key)); // the same again takes it back
  [...group.children].forEach((one, place) => one.prepend(element("kbd", "", String(place + 1))));
  name.className = "cb-said";
  Object.assign(view, { group, confirm: button("", "cb-step cb-confirm", () => confirm(bench, id)) });
  const choosing = box("div", "cb-choosing", view.confirm, group, name);
  view.root.append(cardHead(bench, later, view), view.found, choosing, view.offer, notesField(bench, id));
  view.root.addEventListener("focusin", () => hold(bench, id, false));
  view.root.addEventListener("click", () => hold(bench, id, false));
  bench.views.set(id, view);
  openEditor(bench, bench.editors.get(`notes/${id}`));
  return view;
}

function cardHead(bench, later, { states }) {
  const title = Object.assign(element("h3", "cb-title", ""), { dir: "auto" });
  title.append(link(bench, later.title, later.id));
  const facts = element("p", "cb-about");
  facts.append(...[later.outlet, later.published || "no date"].filter(Boolean).map((text) => element("span", "", text)));
  if (later.url) facts.append(Object.assign(element("a", "", "original"), { href: later.url, target: "_blank", rel: "noopener noreferrer" }));
  const cautions = later.cautions.map((text) => box("p", "cb-caution", sign("⚠"), text));
  return box("header", "cb-card-head", box("div", "cb-line-up", facts, states), title, ...cautions);
}

function notesField(bench, id) {
  const notes = input("textarea", { rows: 1, dir: "auto", placeholder: "Note. Esc leaves it; it is saved then." });
  const root = labelled("Note", notes, "cb-note-field");
  root.firstChild.classList.add("cb-said");
  notes.addEventListener("keydown", (event) => event.key === "Escape" && taken(event, () => reveal(bench, id)));
  return textEditor(bench, { name: `notes/${id}`, label: "Note", root }, notes);
}

/** Show what was typed and never arrived, else what is saved. */
function openEditor(bench, editor) {
  const [draft, shown] = [readDraft(bench, editor.name), valueOf(bench, editor.name)];
  if (draft) keepDraft(bench, editor.name, draft);
  writeEditor(editor, draft ? draft.value : shown);
  if (draft && same(draft.base, shown)) saveEditor(bench, editor);
}

// -- what changes of a card ---------------------------------------------------------------------------------------------

function paintCard(bench, view) {
  const { id, root, group, confirm: yes } = view;
  const state = stateOf(bench, bench.claim.id, id);
  const card = bench.cards.get(bench.claim.id)?.get(id);
  const isHeld = id === bench.coverage;
  root.classList.toggle("cb-held", isHeld);
  root.dataset.state = state.decided ? "decided" : "proposed";
  if (isHeld) root.setAttribute("aria-current", "true");
  else root.removeAttribute("aria-current");
  paintStates(bench, view, state, card);
  paintChoices(group, state.decided, state.proposed);
  yes.hidden = !isOpen(state);
  if (isOpen(state)) yes.replaceChildren(element("kbd", "", "Enter"), ` Confirm: ${choiceOf(bench, state.proposed).label.toLowerCase()}`);
  paintFound(bench, view, card, isHeld);
  paintOffer(bench, view, state.decided);
}

function paintStates(bench, { states }, { proposed, decided }, card) {
  const chips = [];
  if (decided) chips.push(chip(bench, "decided", decided, "You"));
  if (proposed && (!decided || proposed !== decided)) chips.push(chip(bench, "proposed", proposed, "Proposed"));
  for (const { by, relation, notes } of card?.others ?? []) chips.push(chip(bench, "decided", relation, by, notes));
  if (!proposed) chips.push(element("span", "cb-none", bench.data.comparing.running ? "Comparing …" : "Not compared yet"));
  const key = JSON.stringify(chips.map(({ textContent, title }) => [textContent, title]));
  if (states.dataset.key === key) return;
  states.dataset.key = key;
  states.replaceChildren(...chips);
}

function chip(bench, state, key, who, notes = "") {
  const { symbol, label, definition } = choiceOf(bench, key) ?? { symbol: "", label: key, definition: "" };
  const made = box("span", "cb-chip", element("span", "cb-who", `${who}: `), sign(symbol), label);
  Object.assign(made.dataset, { state, relation: key });
  made.title = [definition, notes && `${who} notes: ${notes}`].filter(Boolean).join(" ");
  return made;
}

function paintFound(bench, view, card, isHeld) {
  const known = card ? { ...card, notes: "", relation: "", others: [] } : bench.nearest.get(bench.claim.id)?.[view.id];
  const key = JSON.stringify([known, isHeld, bench.nearest.has(bench.claim.id)]);
  if (view.key === key) return;
  view.key = key;
  const open = view.found.querySelector("details")?.open;
  view.found.replaceChildren(...foundOf(bench, view.id, card, isHeld));
  const more = view.found.querySelector("details");
  if (more) more.open = Boolean(open);
}

/** An article that seems to say nothing of the claim: its nearest passage, in which a reader may see more. */
function nothingOf(bench, id) {
  const nearest = bench.nearest.get(bench.claim.id);
  if (!nearest) return [element("p", "cb-none", "…")];
  if (!nearest[id]) return [element("p", "cb-none", "Says nothing of it.")];
  return [element("p", "cb-none", "Says nothing of it, as far as can be seen. The nearest to it:"), sideBySide("", withNeighbours(nearest[id]))];
}

function foundOf(bench, id, card, isHeld) {
  if (!card) return nothingOf(bench, id);
  const [first, ...more] = card.passages;
  return [
    ...(first ? bothTexts(bench, id, card, isHeld) : [element("p", "cb-none", card.rejected.length ? "No passage that speaks of it is left." : "Says nothing of it.")]),
    ...reasonsOf(bench, card),
    ...(more.length ? [fold(`${more.length} more ${more.length === 1 ? "passage" : "passages"} near it`, ...more.map((one) => passageOf(bench, id, one)))] : []),
    ...card.rejected.map((one) => rejectedOf(bench, id, one)),
  ];
}

/** The passage that the proposal goes by; on the card in hand beneath the words of the claim. */
function bothTexts(bench, id, { claim, passages: [first] }, isHeld) {
  if (!isHeld) return [passageOf(bench, id, first)];
  return [sideBySide("Claim", runsOf(claim)), passageOf(bench, id, first, "Later")];
}

function sideBySide(name, runs, more = []) {
  const words = Object.assign(element("blockquote", "cb-passage"), { dir: "auto" });
  words.append(...runs);
  return box("div", "cb-side", element("span", "cb-side-name", name), words, ...more);
}

function passageOf(bench, id, passage, name = "") {
  const out = button("Not about this", "cb-quiet", () => reject(bench, id, [passage.span]));
  out.title = "This passage does not speak of the claim: it is left out for good. Key x for the first one.";
  return sideBySide(name, withNeighbours(passage), [out]);
}

/** A passage, with the sentences beside it in muted type. */
function withNeighbours({ before, runs, after }) {
  const muted = (text) => (text ? [element("span", "cb-beside", text)] : []);
  return [...muted(before && `${before} `), ...runsOf(runs), ...muted(after && ` ${after}`)];
}

function rejectedOf(bench, id, passage) {
  const back = button("Take back", "cb-quiet", () => reject(bench, id, [passage.span], true));
  const made = sideBySide("", runsOf(passage.runs), [back]);
  made.classList.add("cb-out");
  made.firstChild.textContent = "Not about this:";
  return made;
}

/** Words of a text; those that agree are underlined, those that differ are marked: never by colour alone. */
function runsOf(runs) {
  return runs.map(([kind, words]) => (kind ? element(kind === "differ" ? "mark" : "span", `cb-run-${kind}`, words) : document.createTextNode(words)));
}

function reasonsOf(bench, { reasons, differences, overtaken }) {
  const told = differences.map(([aspect, earlier, later]) => box("li", "", element("span", "cb-aspect", bench.data.aspects[aspect] ?? aspect), difference(earlier, later)));
  const isSaid = (reason) => differences.some(([, earlier, later]) => reason.startsWith(`${earlier} → ${later}`));
  const why = reasons.filter((reason) => !isSaid(reason)).map((reason) => Object.assign(element("li", "", reason), { dir: "auto" }));
  const parts = [...told, ...why];
  const changed = overtaken ? [box("p", "cb-caution", sign("⚠"), "Since you decided, another relation is proposed.")] : [];
  return [...changed, ...(parts.length ? [box("ul", "cb-reasons", ...parts)] : [])];
}

function difference(earlier, later) {
  const side = (text, tag) => (text ? Object.assign(element(tag, "", text), { dir: "auto" }) : element("span", "cb-none", "not said"));
  return box("span", "cb-difference", side(earlier, "span"), element("span", "cb-arrow", " → "), side(later, "strong"));
}

// -- a decided contradiction or update ----------------------------------------------------------------------------------

/** Offer to look at the claim again: what would be done is said before it is done. */
function paintOffer(bench, { id, offer }, decided) {
  const { claim, data } = bench;
  const isOffered = MOVING.includes(decided) && !wasReopened(bench, id);
  const finding = data.verification.find(({ key }) => key === claim.verification);
  const text = isOffered ? offerTold(bench, id, decided, finding) : "";
  offer.hidden = !isOffered;
  if (offer.dataset.text === text) return;
  offer.dataset.text = text;
  const act = button("Reopen verification", "cb-step", () => reopenClaim(bench, id));
  act.prepend(element("kbd", "", "r"));
  offer.replaceChildren(...(isOffered ? [element("p", "", text), box("div", "cb-line-up", act, link(bench, "The claim in Review", data.id, claim.id))] : []));
}

function offerTold(bench, id, decided, finding) {
  const { outlet, title, published } = bench.later.get(id);
  const name = [outlet, published].filter(Boolean).join(", ") || title;
  const what = claimIsChecked(bench) ? `Your finding “${finding?.label ?? ""}” goes back to unchecked, and ` : "The claim stays unchecked, and ";
  return `${what}this article (${name}) is added to its evidence, as ${decided === "contradicts" ? "speaking against it" : "background"}, with the passage quoted.`;
}

const claimIsChecked = ({ claim }) => claim.verification !== "unchecked";

const wasReopened = (bench, id) => pending(bench).some((act) => act.reopen && act.coverage === id) || bench.cards.get(bench.claim.id)?.get(id)?.reopened;

function reopenClaim(bench, id) {
  const passage = bench.cards.get(bench.claim.id)?.get(id)?.passages[0];
  change(bench, { reopen: true, coverage: id, span: passage?.span ?? null });
}

// -- which card is in hand ----------------------------------------------------------------------------------------------

function hold(bench, id, isByKey = true) {
  if (id === bench.coverage && !isByKey) return;
  const unfold = bench.later.has(id) && !bench.views.has(id);
  if (unfold) bench.isUnfolded = true;
  const isNew = bench.coverage !== id;
  bench.coverage = id;
  if (isNew) drawCards(bench);
  if (isNew) drawStrip(bench);
  if (isByKey) reveal(bench, id);
}

function reveal(bench, id) {
  const root = bench.views.get(id)?.root;
  root?.focus({ preventScroll: true }); // so that a screen reader says it
  root?.scrollIntoView({ block: "nearest" });
}

function stepCard(bench, by) {
  const ids = [...bench.deck.children].map(({ dataset }) => dataset.coverage);
  const next = ids[ids.indexOf(bench.coverage) + by];
  if (next) return hold(bench, next);
  hint(bench, by > 0 ? "This is the last of the later articles." : "This is the first of the later articles.");
}

function confirm(bench, id) {
  const { proposed } = stateOf(bench, bench.claim.id, id);
  relate(bench, id, proposed);
}

// -- the silent ones ----------------------------------------------------------------------------------------------------

function addRest(bench) {
  const made = button("", "cb-rest cb-quiet", () => unfold(bench));
  made.setAttribute("aria-expanded", "false");
  return made;
}

function unfold(bench) {
  bench.isUnfolded = !bench.isUnfolded;
  drawChanging(bench);
}

function drawRest(bench, loud, { length }) {
  const waiting = ORDER(bench).filter((id) => stateOf(bench, bench.claim.id, id).proposed === "").length;
  const count = (number) => (number === 1 ? "1 article" : `${number} articles`);
  const silent = Math.max(length - waiting, 0);
  bench.rest.hidden = length === 0;
  bench.rest.textContent = [silent && `Nothing in ${count(silent)}`, waiting && `${count(waiting)} not compared yet`].filter(Boolean).join(" · ");
  bench.rest.setAttribute("aria-expanded", String(bench.isUnfolded));
}
