/** Filters what is on the page; without it everything is shown. */
export const SCRIPT = `
(() => {
  const search = document.querySelector('#search');
  const boxes = [...document.querySelectorAll('.bar input[type=checkbox]')];
  const said = document.querySelector('#shown');
  const items = [...document.querySelectorAll('[data-text]')].map((node) => ({ node, text: node.dataset.text, level: node.dataset.level }));
  const update = () => {
    const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const levels = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let findings = 0;
    for (const { node, text, level } of items) {
      const fits = words.every((word) => text.includes(word)) && (level === undefined || levels.has(level));
      node.hidden = !fits;
      if (fits && level !== undefined && level !== 'hidden') findings++;
    }
    for (const part of document.querySelectorAll('[data-part]')) part.hidden = part.querySelector('[data-text]:not([hidden])') === null;
    said.textContent = findings === 1 ? '1 finding shown' : findings + ' findings shown';
  };
  search.addEventListener('input', update);
  for (const box of boxes) box.addEventListener('change', update);
  document.querySelector('.bar').hidden = false;
  update();
})();
`;
