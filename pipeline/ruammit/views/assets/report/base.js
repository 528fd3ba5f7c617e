// --- the data, and how elements are made of it -------------------------------------------------------------------------
// Everything is built with createElement and textContent: what came out of an article is only ever text.
const byId = (id) => document.getElementById(id);
const packed = Uint8Array.from(atob(byId("data").textContent.trim()), (c) => c.charCodeAt(0));
const data = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
const { words, articles, records } = data;

const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const visible = (text) => String(text).replace(/\r\n/g, "\n").replace(HIDDEN, (c) => "⟨U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0") + "⟩");
const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
const number = (value) => value.toLocaleString(data.locale);

function element(name, text, attributes = {}, ...children) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = visible(text);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// A link to a source: of the web only, telling the source nothing of this page.
function sourceLink(address, text) {
  if (!/^https?:\/\//i.test(address || "")) return null;
  return element("a", text, { href: address, rel: "noopener noreferrer", target: "_blank", class: "source" });
}

// Letters without case, accents and tone marks: "Bo Cong Thuong" finds "Bộ Công Thương".
const MARKS = new RegExp(data.fold, "g");
const LETTERS = { "đ": "d", "ð": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe" };
function fold(text) {
  return text.toLowerCase().normalize("NFD").replace(MARKS, "").normalize("NFC")
    .replace(/\u0e4d\u0e32/g, "\u0e33").replace(/[đðłøßæœ]/g, (letter) => LETTERS[letter])
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, "").replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
}
