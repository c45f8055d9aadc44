// The mailed link carries its code after the '#', which no server sees. Put it into the form, take it out of the address, send it.
const open = () => {
  const code = location.hash.slice(1);
  const form = document.getElementById("code-form");
  if (!form || !/^[\w-]{20,}$/.test(code)) {
    return;
  }
  history.replaceState(null, "", location.pathname);
  form.elements.namedItem("token").value = code;
  form.requestSubmit();
};

// A code that is not complete stays where it is when the page changes its language.
document.querySelector(".languages form")?.addEventListener("submit", ({ target }) => {
  target.action = location.pathname + location.hash;
});

addEventListener("hashchange", open);
open();
