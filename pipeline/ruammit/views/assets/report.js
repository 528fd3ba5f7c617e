"use strict";
// Everything is built with createElement and textContent: what came out of an article is only ever text.
(async () => {
  const packed = Uint8Array.from(atob(document.getElementById("data").textContent.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const data = await new Response(stream).json();
  const PAGE = 100;
  const byId = (id) => document.getElementById(id);
  const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  const visible = (text) => String(text).replace(HIDDEN, (c) => "⟨U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "⟩");

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text !== undefined && text !== null) made.textContent = visible(text);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  // --- filters --------------------------------------------------------------------------------------------------------
  const fold = (text) => text.normalize("NFC").toLowerCase();
  for (const record of data.records) {
    record.haystack = fold([record.parties, record.subject, record.canonical.join(" "), record.quote, record.figures.join(" "), record.article].join(" "));
  }
  function options(id, values) {
    for (const value of [...new Set(values)].sort()) byId(id).append(element("option", value, { value }));
  }
  options("kind", data.records.map((r) => r.kind));
  options("status", data.records.map((r) => r.status));
  options("country", data.records.flatMap((r) => r.countries));
  options("sector", data.records.flatMap((r) => r.sectors));

  let matching = data.records;
  let shown = 0;
  function filter() {
    const words = fold(byId("search").value).split(/\s+/).filter(Boolean);
    const [kind, status, country, sector] = ["kind", "status", "country", "sector"].map((id) => byId(id).value);
    const least = Number(byId("score").value) || 0;
    matching = data.records.filter((r) => Number(r.score) >= least &&
      (!kind || r.kind === kind) && (!status || r.status === status) && (!country || r.countries.includes(country)) &&
      (!sector || r.sectors.includes(sector)) && (!byId("flagged").checked || r.flags.length) &&
      words.every((word) => r.haystack.includes(word)));
    byId("rows").replaceChildren();
    shown = 0;
    more();
  }
  function more() {
    const next = matching.slice(shown, shown + PAGE);
    byId("rows").append(...next.map(row));
    shown += next.length;
    byId("found").textContent = `${matching.length.toLocaleString("en")} of ${data.records.length.toLocaleString("en")} records`;
    byId("more").hidden = shown >= matching.length;
  }

  // --- the table ------------------------------------------------------------------------------------------------------
  function cell(content) {
    const made = element("td");
    made.append(...content);
    return made;
  }
  function list(items, lang) {
    const made = element("ul", null, lang ? { lang } : {});
    made.append(...items.map((item) => element("li", item)));
    return made;
  }
  function row(record) {
    const made = element("tr");
    const open = element("button", record.quote, { type: "button", class: "evidence-button", lang: record.lang });
    open.addEventListener("click", () => read(record));
    const flags = record.flags.map(([code, message]) => element("div", "⚑ " + code + ": " + message, { class: "ruammit-flag" }));
    made.append(
      cell([element("div", record.parties, { lang: record.lang })]), cell([element("div", record.subject, { lang: record.lang })]),
      cell([list(record.figures)]), cell(record.when.split(" to ").map((day) => element("div", day))),
      cell([element("div", record.kind), element("div", record.status)]), cell([list(record.sectors)]),
      cell([element("div", record.score)]), cell([open, ...flags]));
    return made;
  }

  // --- the article ----------------------------------------------------------------------------------------------------
  // Offsets count code points; JavaScript's strings count UTF-16 units, which differ where a text holds emoji.
  const codePoints = (text) => (/[\ud800-\udbff]/.test(text) ? Array.from(text) : text);
  const cut = (points, start, end) => (typeof points === "string" ? points.slice(start, end) : points.slice(start, end).join(""));

  function read(record) {
    const article = data.articles[record.article];
    byId("reader-title").textContent = visible((article && article.title) || record.article);
    byId("reader-title").lang = record.lang;
    byId("reader-about").textContent = visible([record.article, article && article.published, article && article.source].filter(Boolean).join(" · "));
    const target = byId("reader-text");
    target.lang = record.lang;
    target.replaceChildren(...(article ? pieces(article, record) : [element("span", record.quote, { class: "ruammit-evidence focus" })]));
    byId("reader").showModal();
    const first = target.querySelector(".focus");
    if (first) first.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }
  function pieces(article, record) {
    const points = codePoints(article.text);
    const edges = new Set([0, points.length]);
    for (const [start, end] of [...article.marks, ...record.evidence, ...(record.about ? [record.about] : [])]) edges.add(start).add(end);
    const cuts = [...edges].sort((a, b) => a - b);
    const made = [];
    let from = 0; // marks stand in text order: those that ended before a piece are passed for good
    for (let at = 0; at + 1 < cuts.length; at += 1) {
      const [start, end] = [cuts[at], cuts[at + 1]];
      while (from < article.marks.length && article.marks[from][1] <= start) from += 1;
      let mark = null;
      for (let k = from; k < article.marks.length && article.marks[k][0] <= start; k += 1) {
        if (article.marks[k][1] >= end) mark = article.marks[k];
      }
      const words = cut(points, start, end);
      const inside = mark
        ? element("mark", words, { class: "ruammit-" + mark[2].toLowerCase(), title: visible(`${data.layers[mark[2]]}: ${mark[3]} [${mark[4]}]`) })
        : element("span", words);
      if (record.evidence.some(([s, e]) => s <= start && end <= e)) inside.classList.add("ruammit-evidence", "focus-part");
      if (record.about && record.about[0] <= start && end <= record.about[1]) inside.classList.add("ruammit-subject");
      if (start === record.evidence[0][0]) inside.classList.add("focus");
      made.push(inside);
    }
    return made;
  }

  byId("legend").append(...Object.entries(data.layers).flatMap(([key, name]) => [element("mark", name, { class: "ruammit-" + key.toLowerCase() }), " "]), element("span", data.subject, { class: "ruammit-subject" }));
  byId("close").addEventListener("click", () => byId("reader").close());
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("input", filter);
  byId("more").addEventListener("click", more);
  filter();
})();
