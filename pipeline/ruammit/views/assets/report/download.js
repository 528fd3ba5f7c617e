// --- what is shown, as a file for a spreadsheet ----------------------------------------------------------------------------
// A cell that a spreadsheet program would take for a formula is marked as text (OWASP, "CSV Injection").
function csvCell(value) {
  const text = typeof value === "number" ? String(value) : visible(value === null || value === undefined ? "" : value);
  const harmless = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[",\n\r]/.test(harmless) ? '"' + harmless.replace(/"/g, '""') + '"' : harmless;
}
function csvRows() {
  const parties = (list) => list.map((one) => one.text + (one.also.length ? " (" + one.also.join(", ") + ")" : "")).join("; ");
  const columns = {
    "col-who": (r) => parties(r.who), "col-whom": (r) => parties(r.whom), kind: (r) => data.kinds[r.kind], status: (r) => data.statuses[r.status],
    about: (r) => r.about && r.about.text, "col-sectors": (r) => r.sectors.map((code) => data.sectors[code] || code).join("; "),
    "col-figures": (r) => r.figures.map((figure) => figure.text).join("; "), "col-when": (r) => r.when.text, start: (r) => r.start, end: (r) => r.end,
    "col-score": (r) => r.score, quote: (r) => r.quote, flagged: (r) => r.flags.map(([code]) => data.flags[code] || code).join("; "),
    article: (r) => r.article, title: (r) => articles[r.article].title, published: (r) => articles[r.article].published,
    source: (r) => articles[r.article].source, record: (r) => r.id,
  };
  const head = Object.keys(columns).map((name) => words[name.startsWith("col-") ? name : "csv-" + name]);
  return [head, ...matching.map((record) => Object.values(columns).map((value) => value(record)))];
}
function download() {
  const text = "\ufeff" + csvRows().map((cells) => cells.map(csvCell).join(",")).join("\r\n") + "\r\n";
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  element("a", null, { href: address, download: "records.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    byId("copied").textContent = words.copied;
  } catch {
    byId("copied").textContent = location.href;
  }
}
