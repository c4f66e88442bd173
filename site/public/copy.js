// Copies the snippet that a button belongs to, exactly as it stands on the page.
const copyKeys = /mac|iphone|ipad/i.test(navigator.platform) ? '⌘C' : 'Ctrl+C';
for (const button of document.querySelectorAll('[data-copy]')) {
  const source = document.getElementById(button.dataset.copy);
  const label = button.textContent;
  const status = button.parentElement.querySelector('[role=status]');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = 'Copied';
      status.textContent = 'Copied to the clipboard.';
    } catch {
      // No permission or no secure context: the text is selected, a keystroke away from being copied.
      getSelection().selectAllChildren(source);
      button.textContent = `Press ${copyKeys}`;
      status.textContent = `The text is selected. Press ${copyKeys} to copy it.`;
    }
    setTimeout(() => {
      button.textContent = label;
      status.textContent = '';
    }, 2500);
  };
  button.addEventListener('click', () => void copy());
}
