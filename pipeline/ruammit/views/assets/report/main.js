// --- the page's life ---------------------------------------------------------------------------------------------------------
function arrive() {
  const wanted = fromFragment();
  const record = records.find((one) => one.id === wanted.record);
  delete wanted.record;
  show(wanted);
  toForm();
  if (record) read(record);
  else if (location.hash.length > 1) byId("records").scrollIntoView();
}
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("filters").addEventListener("input", () => show(fromForm()));
byId("clear").addEventListener("click", () => { show({ sort: state.sort }); toForm(); byId("q").focus(); });
byId("more").addEventListener("click", showMore);
byId("download").addEventListener("click", download);
byId("copy").addEventListener("click", copyLink);
document.querySelector(".charts").addEventListener("click", (event) => {
  const mark = event.target.closest("[data-go]");
  if (mark && location.hash === mark.dataset.go) byId("records").scrollIntoView();
  else if (mark) location.hash = mark.dataset.go;
});
window.addEventListener("hashchange", arrive);
byId("filters").hidden = false;
arrive();
