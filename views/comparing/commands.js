// All that can be done by key on the page Compare, in one table: keys.js reads it for the keys and for the list of them.

const GROUPS = { Claims: claimCommands, "Later articles": cardCommands, Page: pageCommands };

/** What a viewer can do, who may read only. */
const READING = new Set(["next", "previous", "undecided", "next-card", "previous-card", "rest", "table", "keys"]);

function commandsOf(bench) {
  const all = Object.entries(GROUPS).flatMap(([group, commands]) => commands(bench).map((one) => ({ ...one, group })));
  return bench.data.may === false ? all.filter(({ name }) => READING.has(name)) : all;
}

const inClaims = (bench) => () => bench.data?.view === "claims" && Boolean(bench.claim);

const hasCard = (bench) => () => inClaims(bench)() && bench.later.has(bench.coverage) && bench.views.has(bench.coverage);

const hasPassage = (bench) => () => hasCard(bench)() && Boolean(firstPassage(bench));

const firstPassage = ({ cards, claim, coverage }) => cards.get(claim.id)?.get(coverage)?.passages[0];

function claimCommands(bench) {
  const more = { isUsable: inClaims(bench), why: "Go to the view of the claims first.", repeats: true };
  return [
    does("next", "j", "Next claim", () => step(bench, 1), more),
    does("previous", "k", "Previous claim", () => step(bench, -1), more),
    does("undecided", "n", "Next later article that waits for a decision", () => goUndecided(bench), more),
  ];
}

function cardCommands(bench) {
  const on = { isUsable: hasCard(bench), why: "No later article is in hand." };
  const waits = () => hasCard(bench)() && isOpen(stateOf(bench, bench.claim.id, bench.coverage));
  const waiting = { isUsable: waits, why: "There is no proposal that waits here." };
  const { relations } = bench.data;
  const choices = relations.map(({ key, label, symbol }, place) =>
    does(`relate-${key}`, String(place + 1), `${symbol} ${label}`, () => setRelation(bench, key), on));
  const andOn = (key) => {
    setRelation(bench, relations[Number(key.at(-1)) - 1].key);
    goUndecided(bench);
  };
  const confirmOn = () => {
    confirm(bench, bench.coverage);
    goUndecided(bench);
  };
  return [
    does("next-card", "l", "Next later article", () => stepCard(bench, 1), { ...on, repeats: true }),
    does("previous-card", "h", "Previous later article", () => stepCard(bench, -1), { ...on, repeats: true }),
    does("confirm", "Enter", "Confirm the proposal", () => confirm(bench, bench.coverage), waiting),
    does("confirm-on", "Shift+Enter", "Confirm it, and go on to the next that waits", confirmOn, { ...waiting, shown: "Shift Enter" }),
    ...choices,
    does("relate-none", "0", "Take the decision back", () => relate(bench, bench.coverage, ""), { isUsable: () => hasCard(bench)() && valueOf(bench, `relation/${bench.coverage}`) !== "", why: "Nothing is decided here." }),
    does("relate-on", relations.map((_, place) => `Shift+${place + 1}`), "Decide, and go on to the next that waits", andOn, { ...on, shown: `Shift 1–${relations.length}`, needsKey: true }),
    does("reject", "x", "Not about this: leave the passage out for good", () => reject(bench, bench.coverage, [firstPassage(bench).span]), { isUsable: hasPassage(bench), why: "There is no passage here." }),
    does("note", "t", "To the note", () => toNote(bench), on),
    does("reopen", "r", "Reopen the verification", () => reopenClaim(bench, bench.coverage), { isUsable: () => hasCard(bench)() && !bench.views.get(bench.coverage).offer.hidden, why: "Decide first that it contradicts or updates the claim." }),
    does("rest", "o", "Open or close the articles that say nothing", () => unfold(bench), { isUsable: inClaims(bench) }),
  ];
}

function pageCommands(bench) {
  const hasTimeline = { isUsable: () => ["claims", "timeline"].includes(bench.data?.view), why: "There is no timeline in this view." };
  return [
    does("table", "v", "Timeline as a picture or as a table", () => switchTable(bench), hasTimeline),
    does("undo", "u", "Undo", () => stepBack(bench, "undo")),
    does("redo", "Shift+U", "Do again", () => stepBack(bench, "redo")),
    does("keys", "?", "This list", () => showKeys(bench)),
  ];
}

/** Decide, and not take back what is decided so already. */
function setRelation(bench, key) {
  if (valueOf(bench, `relation/${bench.coverage}`) !== key) relate(bench, bench.coverage, key);
}

function toNote(bench) {
  const field = bench.views.get(bench.coverage).root.querySelector("textarea");
  field.focus();
  field.scrollIntoView({ block: "nearest" });
}
