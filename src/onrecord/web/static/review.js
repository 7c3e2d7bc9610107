"use strict";
// Keys for who judges all day. Each presses a button or follows a link that is there without this script.
(() => {
  const KEPT = "onrecord-keys";
  const box = document.getElementById("keys");
  const hint = box?.closest("[hidden]");
  const recall = () => { try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; } };
  let on = recall();
  if (box) {
    hint.hidden = false;
    box.checked = on;
    box.addEventListener("change", () => {
      on = box.checked;
      document.documentElement.classList.toggle("no-keys", !on);
      try { localStorage.setItem(KEPT, on ? "on" : "off"); } catch { /* kept for this page alone */ }
    });
  }
  document.documentElement.classList.toggle("no-keys", !on);
  document.addEventListener("keydown", (event) => {
    if (!on || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.closest("textarea, select, [contenteditable], input:not([type=checkbox])");
    if (typing || !/^[sdunz]$/.test(event.key)) return;
    const button = document.querySelector(`[data-key="${event.key}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();
