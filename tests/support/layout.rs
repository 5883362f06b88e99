//! Where things stand on a page: scripts for a browser, for pages and mails alike.

/// What overflows or overlaps, in words. What is out of sight for all but screen readers (`.aside`) may.
pub const MISLAID: &str = r#"
const found = [];
if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
const lines = [];
// What scrolls by itself, such as a wide table, shows a part.
const shown = (box, element) => {
  let { left, right, top, bottom } = box;
  for (let e = element; e && e !== document.body; e = e.parentElement) {
    if (getComputedStyle(e).overflowX === "visible") continue;
    const frame = e.getBoundingClientRect();
    [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
    [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
  }
  return { left, right, top, bottom, width: right - left, height: bottom - top };
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const element = node.parentElement;
  if (!node.data.trim() || element.closest(".aside, option, script, style") || !element.checkVisibility()) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const whole of range.getClientRects()) {
    const box = shown(whole, element);
    if (box.width < 2 || box.height < 2) continue;
    if (box.left < -1 || box.right > innerWidth + 1) found.push(`beyond the edge: ${node.data.trim().slice(0, 60)}`);
    lines.push({ box, node });
  }
}
lines.sort((one, other) => one.box.top - other.box.top);
for (let i = 0; i < lines.length; i++) {
  for (let j = i + 1; j < lines.length && lines[j].box.top < lines[i].box.bottom; j++) {
    const [a, b] = [lines[i].box, lines[j].box];
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - b.top;
    // Lines of one text may touch: their boxes are higher than their letters.
    if (wide > 2 && high > 0.4 * Math.min(a.height, b.height) && lines[i].node !== lines[j].node) {
      found.push(`on one another: ${lines[i].node.data.trim().slice(0, 40)} | ${lines[j].node.data.trim().slice(0, 40)}`);
    }
  }
}
return [...new Set(found)];
"#;

/// As a browser does that enlarges text alone: each text twice as large, boxes as they were.
pub const TWICE_THE_TEXT: &str = r#"
const sizes = [...document.querySelectorAll("body, body *")].map((element) => [element, parseFloat(getComputedStyle(element).fontSize)]);
for (const [element, size] of sizes) element.style.setProperty("font-size", `${2 * size}px`, "important");
return true;
"#;

/// Undoes [`TWICE_THE_TEXT`] on a page without styles in its elements.
pub const TEXT_AS_IT_WAS: &str = r#"
for (const element of document.querySelectorAll("body, body *")) element.style.removeProperty("font-size");
return true;
"#;
