// The page: the list of articles, one article with its records, and what the reviewer does to them.
import { button, byId, country, element, get, guarded, post, say, speak, t, tellTrouble, visible, word } from "./page.js";
import { RecordForm, SLOTS, emptyForm, slotName } from "./form.js";
import { legend, selected, showText, wordsAt } from "./text.js";

let about = null; // the session: who, what, and the words of the page
let list = { rows: [], offset: 0, total: 0 };
let article = null;
let at = 0; // the record that is looked at; -1: a new one
let form = null;
let place = null; // the words of the article that are selected
let splitting = null; // the record that a new one is split off

// --- the list ----------------------------------------------------------------------------------------------------------
const FILTERS = ["query", "show", "reason", "kind", "country", "lang"];
async function loadList(offset = 0) {
  const asked = Object.fromEntries(FILTERS.map((name) => [name, byId(name).value]));
  list = await get("queue", { ...asked, offset });
  const { done, again, total } = list.progress;
  byId("progress").textContent = t("progress", { done, total, again });
  byId("found").textContent = t("found", { n: list.total.toLocaleString(document.documentElement.lang) });
  byId("rows").start = offset + 1;
  byId("rows").replaceChildren(...list.rows.map(listRow));
  byId("earlier-page").disabled = offset === 0;
  byId("later-page").disabled = offset + list.rows.length >= list.total;
}
function listRow(row) {
  const open = element("button", row.title || row.id, { type: "button", class: "article-button", lang: row.lang });
  open.addEventListener("click", guarded(() => openArticle(row.id)));
  const reasons = ["unlikely", "flagged", "differs", "large"].filter((name) => row[name]).map((name) => element("span", t(name), { class: "tag" }));
  const told = [row.id, row.published, `${t("records")}: ${row.records}`].filter(Boolean).join(" · ");
  return element("li", null, {}, open, element("p", told, { class: "ruammit-about" }), element("p", null, { class: "tags" }, ...(row.state ? [element("span", t(row.state), { class: "tag state" })] : []), ...reasons));
}
function showList() {
  byId("reader").hidden = true;
  byId("list").hidden = false;
  byId("list-title").scrollIntoView();
}
async function leave() {
  if (unsaved()) return;
  await loadList(list.offset);
  const row = article && list.rows.findIndex((one) => one.id === article.id);
  showList();
  (byId("rows").querySelectorAll("button")[Math.max(0, row)] || byId("query")).focus();
}
async function step(by) {
  if (unsaved()) return;
  let row = list.rows.findIndex((one) => one.id === article.id) + by;
  if (row >= list.rows.length && list.offset + list.rows.length < list.total) { await loadList(list.offset + list.rows.length); row = 0; }
  else if (row < 0 && list.offset > 0) { await loadList(Math.max(0, list.offset - 50)); row = list.rows.length - 1; }
  if (list.rows[row]) await openArticle(list.rows[row].id);
  else await leave();
}

// --- the article -------------------------------------------------------------------------------------------------------
async function openArticle(id) {
  article = await get("article", { id, lang: document.documentElement.lang });
  place = null;
  byId("list").hidden = true;
  byId("reader").hidden = false;
  byId("article-title").textContent = visible(article.title || article.id);
  byId("article-title").lang = article.lang;
  byId("article-about").replaceChildren([article.id, article.published].filter(Boolean).map(visible).join(" · "));
  if (article.source) byId("article-about").append(" · ", element("a", article.source, { href: article.source, rel: "noreferrer noopener", target: "_blank" }));
  say("");
  const open = article.records.findIndex((record) => record.state === "open");
  choose(Math.max(0, open));
  byId("article-title").focus();
}
function choose(number) {
  if (busy) return;
  splitting = null;
  at = article.records.length ? Math.min(Math.max(0, number), article.records.length - 1) : -1;
  if (at >= 0) edit(article.records[at].form);
  else form = null;
  draw();
}
function edit(data) {
  form = new RecordForm(article, data, about.words_of, (changed) => { showText(article, changed); drawButtons(); chosen(); });
  form.root.addEventListener("focusin", chosen);
}
function drawAround() {
  byId("records").replaceChildren(...article.records.map(recordRow));
  byId("undo").disabled = !article.undo;
  drawNotices();
}
function draw() {
  drawAround();
  showText(article, form && form.form);
  drawRecord();
  chosen();
}
function recordRow(record, number) {
  const made = element("button", null, { type: "button", class: "record-button", "aria-current": number === at ? "true" : null });
  made.append(element("span", t(record.state), { class: "tag state " + record.state }), " ", element("span", record.summary, { lang: article.lang }));
  made.addEventListener("click", () => { if (!unsaved()) { choose(number); byId("record").focus(); } });
  return element("li", null, {}, made);
}
function drawNotices() {
  const made = [];
  for (const who of article.complete) made.push(element("p", t("completed", { n: who })));
  for (const [code, message] of article.flags) made.push(element("p", `⚑ ${word("flags", code)}: ${message}`, { class: "ruammit-flag" }));
  for (const [who, when, words] of article.notes) made.push(element("p", `${who}, ${when.slice(0, 16).replace("T", " ")}: ${words}`, { class: "note" }));
  for (const record of article.suggested) {
    made.push(element("div", null, { class: "notice" }, element("p", `${t("suggested", { n: record.by })}: ${record.summary}`, { lang: article.lang }),
      button("take", guarded(() => act("add", [], { form: record.form })))));
  }
  if (article.earlier.length) made.push(element("h3", t("earlier-text")));
  for (const one of article.earlier) {
    made.push(element("div", null, { class: "notice" }, element("p", `${t(one.state)}: ${one.summary}`), element("blockquote", one.quote, { lang: article.lang }), button("forget", guarded(() => act("forget", [one.id])))));
  }
  byId("notices").replaceChildren(...made);
}

// --- the record --------------------------------------------------------------------------------------------------------
function drawRecord() {
  const target = byId("record");
  const record = at >= 0 ? article.records[at] : null;
  const title = element("h3", record ? `${t("record")} ${at + 1} / ${article.records.length}` : form ? t("add") : t("no-records"), { id: "record-title" });
  const note = element("details", null, { id: "note" }, element("summary", t("note")), noteField());
  if (!form) return target.replaceChildren(title, note);
  const told = [];
  if (record && !splitting) {
    told.push(element("p", null, {}, element("span", t(record.state), { class: "tag state " + record.state }), ` ${t("score")} ${record.score.toFixed(2)}`));
    for (const [code, message] of record.flags) told.push(element("p", `⚑ ${word("flags", code)}: ${message}`, { class: "ruammit-flag" }));
    for (const [who, state, words] of record.others) told.push(element("p", t("says", { n: who, what: [t(state), words].filter(Boolean).join(": ") }), { class: "note" }));
    if (record.fit !== "fits") told.push(misfit(record));
  }
  const buttons = element("div", null, { class: "buttons actions", role: "toolbar", "aria-label": t("record"), id: "actions" });
  target.replaceChildren(title, ...told, buttons, form.root, note);
  drawButtons();
}
function misfit(record) {
  const words = record.fit === "gone" ? t("gone") : t("now", { n: (record.now || []).join("; ") });
  return element("div", null, { class: "notice" }, element("p", words), button("keep", guarded(() => act("keep", [record.key]))), button("drop", guarded(() => act("drop", [record.key]))));
}
function noteField() {
  const field = element("textarea", null, { rows: 2, "aria-label": t("note"), id: "note-words" });
  const save = button("save-note", guarded(() => act("note", at >= 0 && article.records[at].state !== "rejected" ? [article.records[at].key] : [], { note: field.value })));
  return element("div", null, {}, field, save);
}
function drawButtons() {
  const target = byId("actions");
  if (!target) return;
  const record = at >= 0 ? article.records[at] : null;
  const made = [];
  if (!record || splitting) {
    made.push(button("save-new", guarded(saveNew), { class: "first", id: "save" }), button("cancel", () => choose(Math.max(0, splitting ? splitting.at : 0))));
  } else if (record.state === "rejected") {
    made.push(button("restore", guarded(() => act("drop", [record.key])), { class: "first" }));
  } else {
    if (form.dirty) made.push(button("save", guarded(accept), { class: "first", id: "save" }), button("cancel", () => choose(at)));
    else made.push(button("accept", guarded(accept), { class: "first", id: "accept" }));
    made.push(button("reject", guarded(reject), { id: "reject" }), button("split", split, { id: "split" }));
    if (mergeable()) made.push(button("merge", guarded(merge), { id: "merge" }));
  }
  const kept = target.contains(document.activeElement) && document.activeElement.id;
  target.replaceChildren(...made);
  if (kept) (byId(kept) || made[0]).focus();
}
const mergeable = () => at >= 0 && article.records[at].state !== "rejected" && article.records[at + 1] && article.records[at + 1].state !== "rejected";
function unsaved() {
  if (form && form.dirty) tellTrouble(t("unsaved"));
  return Boolean(form && form.dirty);
}

// --- what the reviewer does --------------------------------------------------------------------------------------------
let busy = false; // while a correction is on its way, nothing else is begun
const APART = ["note", "complete"]; // what can be said while a form has changes that are not saved
async function act(action, records, more = {}) {
  if (busy) return;
  const others = form && form.dirty && more.form !== form.form;
  if (others && action !== "reject" && !APART.includes(action)) { unsaved(); return; }
  const before = at;
  busy = true;
  say("");
  try {
    article = await post("act", { article: article.id, lang: document.documentElement.lang, action, records, ...more });
  } finally {
    busy = false;
  }
  if (others && APART.includes(action)) { drawAround(); say(t("saved")); return; }
  const judged = ["accept", "reject", "change", "split", "merge"].includes(action);
  const open = article.records.findIndex((record, number) => number >= before && record.state === "open");
  const any = article.records.findIndex((record) => record.state === "open");
  choose(judged ? (open >= 0 ? open : any >= 0 ? any : before) : before);
  say(action === "undo" ? t("undone") : `${t("saved")} ${judged && any < 0 ? t("all-judged") : ""}`);
  if (judged) byId("record").focus();
}
async function accept() {
  if (!form) return;
  if (at < 0 || splitting) { await saveNew(); return; }
  const record = article.records[at];
  if (record.state === "rejected") return;
  const data = await form.settled();
  if (form.root.querySelector("[aria-invalid]")) return;
  await (form.dirty ? act("change", [record.key], { form: data }) : act("accept", [record.key]));
}
async function reject() {
  if (at >= 0 && !splitting && article.records[at].state !== "rejected") await act("reject", [article.records[at].key]);
}
async function merge() {
  if (!unsaved() && !splitting && mergeable()) await act("merge", [article.records[at].key, article.records[at + 1].key]);
}
function split() {
  if (unsaved() || at < 0 || article.records[at].state === "rejected") return;
  splitting = { key: article.records[at].key, at };
  edit(article.records[at].form);
  drawRecord();
  form.root.querySelector("select").focus();
}
function add() {
  if (unsaved()) return;
  at = -1;
  splitting = null;
  edit(emptyForm(place));
  draw();
  form.root.querySelector("select").focus();
}
async function saveNew() {
  const data = await form.settled();
  if (form.root.querySelector("[aria-invalid]")) return;
  if (splitting) { at = splitting.at; await act("split", [splitting.key], { form: data }); }
  else await act("add", [], { form: data });
}
function note() {
  byId("note").open = true;
  byId("note-words").focus();
}

// --- selected words ----------------------------------------------------------------------------------------------------
function chosen() {
  const target = byId("chosen");
  target.hidden = !place;
  target.setAttribute("aria-label", t("chosen"));
  if (!place) return;
  const made = [element("q", wordsAt(place), { lang: article.lang })];
  if (form) {
    if (form.slot && form.form[form.slot[0]] && form.form[form.slot[0]][form.slot[1]] && ["amounts", "parties", "shares", "counts"].includes(form.slot[0])) {
      const [name, row] = form.slot;
      made.push(taking(t("replace", { n: `${slotName(name)} ${row + 1}` }), name, row, "replace"));
    }
    for (const name of SLOTS) made.push(taking(t("use-as", { n: slotName(name) }), name, null, `use-${name}`));
  }
  made.push(button("new-from", add, { id: "new-from" }));
  target.replaceChildren(...made);
}
function taking(words, name, row, id) {
  const made = element("button", words, { type: "button", id });
  made.addEventListener("click", () => form.take(name, row, place));
  return made;
}
document.addEventListener("selectionchange", () => {
  if (!article || byId("reader").hidden) return;
  const found = selected();
  if (found) { place = found; chosen(); }
});
byId("text").addEventListener("click", (event) => {
  const mark = event.target.closest("[data-mark]");
  if (!mark || selected()) return;
  place = mark.dataset.mark.split(" ").map(Number);
  chosen();
});

// --- the keyboard ------------------------------------------------------------------------------------------------------
const KEYS = {
  a: accept, r: reject, s: split, m: merge, i: add, t: note,
  e: () => form && form.root.querySelector("select").focus(),
  j: () => !unsaved() && (choose(at + 1), byId("record").focus()),
  k: () => !unsaved() && (choose(at - 1), byId("record").focus()),
  u: () => article.undo && act("undo", []),
  c: () => act("complete", []),
  n: () => step(1), p: () => step(-1), l: leave,
};
document.addEventListener("keydown", (event) => {
  const field = event.target.closest && event.target.closest("input, textarea, select");
  if (event.key === "Escape" && field) return byId("reader").hidden ? undefined : byId("record").focus();
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && form && !byId("reader").hidden) {
    if (field) field.blur(); // so that what was typed counts
    return guarded(accept)();
  }
  if (!byId("shortcuts").checked || event.ctrlKey || event.metaKey || event.altKey || byId("reader").hidden) return undefined;
  if (field && field.type !== "checkbox") return undefined;
  const action = KEYS[event.key.toLowerCase()];
  if (action) { event.preventDefault(); guarded(async () => action())(); }
  return undefined;
});

// --- the start ---------------------------------------------------------------------------------------------------------
function options(id, values, name) {
  const chosenBefore = byId(id).value;
  byId(id).replaceChildren(...values.map((value) => element("option", name(value), { value })));
  if (values.includes(chosenBefore)) byId(id).value = chosenBefore;
}
async function begin(lang) {
  about = await get("about", { lang });
  about.words_of = about.vocabulary;
  speak(about.words);
  document.title = `${t("title")} · Ruammit`;
  byId("title").textContent = t("title");
  byId("skip").textContent = t("skip");
  byId("help").textContent = t("help");
  byId("reviewer").textContent = t("reviewer", { n: about.reviewer });
  byId("text").setAttribute("aria-label", t("article"));
  options("interface", Object.keys(about.words.languages), (value) => about.words.languages[value]);
  byId("interface").value = about.words.lang;
  options("show", ["todo", "again", "done", "all"], t);
  options("reason", ["", "unlikely", "flagged", "differs", "large"], (value) => (value ? t(value) : t("all")));
  options("kind", ["", ...about.facets.kind], (value) => (value ? word("kinds", value) : t("all")));
  options("country", ["", ...about.facets.country], (value) => (value ? country(value) : t("all")));
  options("lang", ["", ...about.facets.lang], (value) => value || t("all"));
  legend();
  if (about.damaged.length) tellTrouble(about.damaged.join("; "));
  await loadList(list.offset);
  if (article && !byId("reader").hidden) {
    article = await get("article", { id: article.id, lang });
    draw();
  }
}
byId("interface").addEventListener("change", guarded(() => begin(byId("interface").value)));
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("filters").addEventListener("change", guarded(() => loadList()));
byId("earlier-page").addEventListener("click", guarded(() => loadList(Math.max(0, list.offset - 50))));
byId("later-page").addEventListener("click", guarded(() => loadList(list.offset + list.rows.length)));
byId("back").addEventListener("click", guarded(leave));
byId("next-article").addEventListener("click", guarded(() => step(1)));
byId("previous-article").addEventListener("click", guarded(() => step(-1)));
byId("add").addEventListener("click", guarded(add));
byId("complete").addEventListener("click", guarded(() => act("complete", [])));
byId("undo").addEventListener("click", guarded(() => act("undo", [])));
guarded(begin)((navigator.language || "en").slice(0, 2));
