// Runs before the page is painted, so that a chosen theme never flashes. Without it the theme of the system holds.
(() => {
  const root = document.documentElement;
  const chosen = () => {
    try {
      return localStorage.getItem('theme');
    } catch {
      return null; // Storage may be switched off; the choice then lasts for one page.
    }
  };
  const apply = (theme) => {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  };
  const isDark = () =>
    root.dataset.theme === undefined
      ? matchMedia('(prefers-color-scheme: dark)').matches
      : root.dataset.theme === 'dark';
  root.classList.add('js');
  apply(chosen());

  addEventListener('DOMContentLoaded', () => {
    const button = document.querySelector('[data-theme-toggle]');
    if (button === null) return;
    const label = () => button.setAttribute('aria-pressed', String(isDark()));
    label();
    button.addEventListener('click', () => {
      const next = isDark() ? 'light' : 'dark';
      apply(next);
      try {
        localStorage.setItem('theme', next);
      } catch {
        // See above.
      }
      label();
    });
  });
})();
