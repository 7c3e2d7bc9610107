"use strict";
// A link to a place on another page of a long record: the server never sees what follows the #.
(() => {
  const found = /^#at-(\d{1,15})$/.exec(location.hash);
  if (found && !document.getElementById(`at-${found[1]}`)) location.replace(`${location.pathname}?at=${found[1]}${location.hash}`);
})();
