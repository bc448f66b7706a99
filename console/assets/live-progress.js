// Follows batches on their way: bars and counts move by themselves, and the page is shown anew when all is done.

for (const place of document.querySelectorAll('[data-live]')) follow(place);

function follow(place) {
  const source = new EventSource(place.dataset.live);
  const own = place.dataset.part;
  source.addEventListener('progress', (event) => {
    const { parts } = JSON.parse(event.data);
    for (const { part, done, text } of parts) {
      if (own !== undefined && part !== own) continue;
      const bar =
        own === undefined
          ? place.querySelector(`progress[data-part="${part}"]`)
          : place.querySelector('progress');
      const told =
        own === undefined
          ? place.querySelector(`[data-text="${part}"]`)
          : place.querySelector('[data-text]');
      // A department that was asked after the page was made has no bar yet.
      if (bar === null || told === null) return refresh(source, own);
      bar.value = done;
      told.textContent = text;
    }
  });
  source.addEventListener('done', () => refresh(source, own));
  addEventListener('pagehide', () => source.close());
}

/** Only on the batch's own page: a list must not jump under the reader's hand. */
function refresh(source, own) {
  source.close();
  if (own === undefined) location.reload();
}
