// Looks for the answer every few seconds and puts it into the page's status region, which screen readers
// read out. Without JavaScript the page reloads itself instead.
const pause = 3000;

async function look() {
  const response = await fetch(location.pathname, { cache: 'no-store' }).catch(() => null);
  const page = response?.ok && new DOMParser().parseFromString(await response.text(), 'text/html');
  const now = page && page.getElementById('outcome');
  const shown = document.getElementById('outcome');
  if (now && (now.dataset.state !== shown.dataset.state || now.dataset.mail !== shown.dataset.mail)) {
    Object.assign(shown.dataset, { mail: '' }, now.dataset);
    shown.className = now.className;
    shown.replaceChildren(...now.childNodes);
    document.title = page.title;
    if (!now.classList.contains('waiting')) {
      document.getElementById('while-waiting')?.remove();
      document.getElementById('note')?.remove();
      return;
    }
  }

  setTimeout(look, pause);
}

setTimeout(look, pause);
