"""How much room the page takes."""

from playwright.async_api import Page

PHONE = (390, 844)
WIDER = """() => [...document.querySelectorAll("html, .scroller, .home, .modal-body, .block")]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 && !one.closest(".table"))
    .map((one) => `${one.className || one.localName}: ${one.scrollWidth} in ${one.clientWidth}`)"""


async def no_sideways(page: Page) -> None:
    """Nothing is wider than what shows it, but for tables, which scroll by themselves."""
    assert await page.evaluate(WIDER) == []
