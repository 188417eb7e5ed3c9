"""A scene that somebody began comes alive in a browser."""

from playwright.sync_api import expect

from tests import beginnings


def test_a_new_scene_is_drawn_and_tells_its_steps(page, serve, tmp_path):
    with serve(cwd=beginnings.house(tmp_path / "house").place) as server:
        server.printed()
        page.goto(f"{server.url}/13-valleys/#trough")
        figure = page.locator("figure[data-scene=trough]")
        figure.locator(".stage.drawn").wait_for()
        figure.get_by_role("slider", name="Step").fill("0")
        expect(figure.locator(".say")).to_have_text("Step 0: the weights 3.00 and 1.00, loss 14.500.")
        figure.get_by_role("button", name="Next step").click()
        expect(figure.locator(".say")).to_have_text("Step 1: the weights 2.70 and −1.00, loss 13.645.")
        page.locator("figure[data-scene=cup]").scroll_into_view_if_needed()
        page.locator("figure[data-scene=cup] .stage.drawn").wait_for()
