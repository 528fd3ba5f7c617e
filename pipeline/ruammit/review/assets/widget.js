// The widget builds its elements from text alone: what came out of an article is only ever text.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/g;
const visible = (text) => String(text).replace(HIDDEN, (c) => "⟨U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "⟩");
function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== null) made.textContent = visible(text);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
function render({ model, el }) {
  function draw() {
    const records = model.get("records");
    const at = model.get("at");
    const record = records[at];
    if (!record) return el.replaceChildren(element("p", "No record to look at."));
    const told = [
      element("p", `${at + 1} / ${records.length} · ${record.state} · score ${record.score.toFixed(2)} · ${record.article}`),
      element("p", record.summary, { lang: record.lang }),
      element("blockquote", record.quote, { lang: record.lang }),
      ...record.flags.map(([code, message]) => element("p", `⚑ ${code}: ${message}`)),
    ];
    const buttons = element("div", null, { class: "ruammit-review-buttons" });
    const press = (words, action) => {
      const made = element("button", words, { type: "button" });
      made.addEventListener("click", action);
      buttons.append(made);
    };
    const go = (by) => { model.set("at", Math.min(Math.max(at + by, 0), records.length - 1)); model.save_changes(); };
    const send = (action) => model.send({ action, at });
    if (record.state === "open") {
      press("Accept", () => { send("accept"); go(1); });
      press("Reject", () => { send("reject"); go(1); });
    } else press("Undo", () => send("undo"));
    press("Previous", () => go(-1));
    press("Next", () => go(1));
    const message = element("p", model.get("message"), { role: "alert" });
    el.classList.add("ruammit-review");
    el.replaceChildren(...told, buttons, message);
    return undefined;
  }
  for (const name of ["records", "at", "message"]) model.on(`change:${name}`, draw);
  draw();
}
export default { render };
