// --- the table: a page of rows at a time, so that twenty thousand records open at once ------------------------------------
const PAGE = matchMedia("(max-width: 44rem)").matches ? 20 : 50;
let shown = 0;

function showTable() {
  byId("rows").replaceChildren();
  shown = 0;
  showMore();
  const [by, direction] = (state.sort || DEFAULT_SORT).split(":");
  for (const head of document.querySelectorAll("th[data-sort]")) {
    if (head.dataset.sort === by) head.setAttribute("aria-sort", direction === "asc" ? "ascending" : "descending");
    else head.removeAttribute("aria-sort");
  }
}
function showMore() {
  const next = matching.slice(shown, shown + PAGE);
  byId("rows").append(...next.map(row));
  shown += next.length;
  byId("found").textContent = say("found", { shown: number(matching.length), total: number(records.length) });
  byId("printed").textContent = shown < matching.length ? say("printed", { shown: number(shown), total: number(matching.length) }) : "";
  byId("more").hidden = shown >= matching.length;
  byId("more").textContent = say("more", { n: number(Math.min(PAGE, matching.length - shown)) });
  byId("none").hidden = matching.length > 0;
}

// A cell with the name of its column, which a narrow page shows in place of the table's head.
function cell(name, ...content) {
  return element("td", null, { role: "cell", class: "cell-" + name }, element("span", words["col-" + name], { class: "label" }), element("div", null, { class: "value" }, ...content.filter(Boolean)));
}
function party(one, lang) {
  const also = one.also.length ? element("span", one.also.join(", "), { class: "also" }) : "";
  return element("div", null, { class: "party" }, element("span", one.text, { lang }), also);
}
// A number stays on one line with its currency.
const unbroken = (text) => text.replace(/(\d) ([A-Z]{3})(?![A-Z])/g, "$1\u00a0$2");
function what(record, lang) {
  const head = element("div", null, { class: "kind" }, element("span", data.kinds[record.kind], { class: "badge kind-" + record.kind }),
    element("span", data.statuses[record.status], { class: "status status-" + record.status }));
  const about = record.about ? element("div", record.about.text, { lang, class: "about" }) : "";
  const sectors = record.sectors.length ? element("div", record.sectors.map((code) => data.sectors[code] || code).join(", "), { class: "also" }) : "";
  return [head, about, sectors];
}
function flags(found) {
  return found.map(([code, message]) => element("div", "⚑ " + (data.flags[code] || code), { class: "ruammit-flag", title: visible(message) }));
}
function evidence(record, about) {
  const open = element("button", record.quote, { type: "button", class: "evidence-button", lang: about.lang });
  open.addEventListener("click", () => read(record));
  const from = element("div", null, { class: "also from" });
  from.append(...[about.published, sourceLink(about.source, host(about.source)), about.also.length ? say("copies", { n: number(about.also.length) }) : null]
    .filter(Boolean).flatMap((part, place) => (place ? [" · ", part] : [part])));
  return [open, from, ...flags(record.flags)];
}
function host(address) {
  try { return new URL(address).hostname.replace(/^www\./, ""); } catch { return ""; }
}
function row(record) {
  const about = articles[record.article];
  const whom = record.whom.map((one) => party(one, about.lang));
  if (record.directed && whom.length) whom[0].prepend(element("span", "→ ", { "aria-hidden": "true" }));
  return element("tr", null, { role: "row" },
    cell("who", ...record.who.map((one) => party(one, about.lang))), cell("whom", ...whom), cell("what", ...what(record, about.lang)),
    cell("figures", ...record.figures.map((figure) => element("div", unbroken(figure.text)))), cell("when", element("div", record.when.text)),
    cell("score", element("div", record.score.toFixed(2), { class: "score" })), cell("evidence", ...evidence(record, about)));
}

for (const head of document.querySelectorAll("th[data-sort] button")) {
  head.addEventListener("click", () => {
    const name = head.parentElement.dataset.sort;
    const [by, direction] = (state.sort || DEFAULT_SORT).split(":");
    const next = by === name ? (direction === "asc" ? "desc" : "asc") : FIRST[name] || "asc";
    show({ ...state, sort: name + ":" + next });
    toForm();
  });
}
