"""The scene and the chapter that the README shows how to add come alive in a browser."""

from playwright.sync_api import expect

from tests import readme


def test_the_added_scene_is_drawn_and_tells_its_steps(page, serve, tmp_path):
    with serve(cwd=readme.moved_in(tmp_path / "house")) as server:
        server.printed()
        page.goto(f"{server.url}/13-valleys/#trough")
        figure = page.locator("figure[data-scene=trough]")
        figure.locator(".stage.drawn").wait_for()
        figure.get_by_role("slider", name="Step").fill("0")
        expect(figure.locator(".say")).to_contain_text("Step 0: the weights")
        figure.get_by_role("button", name="Next step").click()
        expect(figure.locator(".say")).to_contain_text("Step 1: the weights")
        assert page.locator("h2").inner_text() == "Over the pass"
        assert page.locator(".prose .number").inner_text() == "0.05"
        assert page.locator("math").count() == 2
