// Of several policies the one is shown that the address names: it may lead to one that is not chosen.
(() => {
  const choose = () => {
    const variant = document.getElementById(location.hash.slice(1))?.closest('.variant');
    if (!variant) return;
    variant.parentElement.querySelector(`input[value="${variant.dataset.variant}"]`).checked = true;
    // It could not be scrolled to while it was hidden.
    document.getElementById(location.hash.slice(1)).scrollIntoView({ behavior: 'instant' });
  };
  addEventListener('hashchange', choose);
  choose();
})();
