// Shows what is new without a reload of the page, so that the reader keeps their place.
new EventSource('/changes').addEventListener('change', async () => {
  const fresh = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
  document.querySelector('main').replaceWith(fresh.querySelector('main'));
});
