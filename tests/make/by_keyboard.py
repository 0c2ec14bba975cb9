"""A page gone through as somebody does who uses no mouse."""

from playwright.sync_api import Page

REACH = "a[href], button, input:not([type=hidden]), select, textarea, summary"
LISTEN = """() => {
  document.documentElement.tabIndex = -1;
  document.documentElement.focus();  // also where a field has the focus from the start
  window.unseen = [];
  const ring = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  document.addEventListener('focusin', ({target: one}) => {
    one.dataset.reached = '1';
    const around = one.closest('label, li') || one;
    if (!ring(getComputedStyle(one)) && !ring(getComputedStyle(around))) unseen.push(one.outerHTML.slice(0, 120));
  });
}"""
MISSED = f"""() => [...document.querySelectorAll('{REACH}')].filter((one) =>
  !one.dataset.reached && !one.disabled && one.tabIndex >= 0 && one.checkVisibility({{visibilityProperty: true}})
  && !(one.type === 'radio' && document.querySelector(`input[name="${{one.name}}"][data-reached]`))
).map((one) => one.outerHTML.slice(0, 120))"""


def shut_out(page: Page) -> list[str]:
    """What Tab does not come to, what it comes to without a ring that shows it, and a missing way past the head."""
    page.evaluate(LISTEN)
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')") or ""
    past = bool(first.startswith("#") and page.locator(first).count())
    for _ in range(page.locator(REACH).count() + 3):
        page.keyboard.press("Tab")
    wrong = [f"not reached: {one}" for one in page.evaluate(MISSED)]
    wrong += [f"no ring: {one}" for one in page.evaluate("window.unseen")]
    return wrong if past else [*wrong, "the first step leads nowhere past the head"]
