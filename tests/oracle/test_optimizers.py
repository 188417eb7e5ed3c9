"""Every optimizer on the menu walks the path that PyTorch's walks."""

import numpy as np
import pytest
import torch

from app.engine import menu, optimizers

ORACLES = {
    "adam": lambda weights, rate: torch.optim.Adam(weights, rate),
    "momentum": lambda weights, rate: torch.optim.SGD(weights, rate, momentum=0.9),
    "plain": lambda weights, rate: torch.optim.SGD(weights, rate),
}
STEPS = 500


@pytest.mark.parametrize("rate", [0.3, 0.01])
@pytest.mark.parametrize("name", menu.names(optimizers))
def test_500_steps_stay_within_1e12_of_pytorchs(name, rate):
    if name not in ORACLES:
        pytest.fail(f"optimizer {name!r} has no oracle: add PyTorch's to ORACLES in {__name__}, which has {', '.join(ORACLES)}")
    rng = np.random.default_rng(7)
    ours, steepness = rng.standard_normal(100), rng.uniform(0.1, 2, 100)
    theirs = torch.from_numpy(ours.copy()).requires_grad_()
    optimizer, oracle = menu.pick(optimizers, name).Optimizer(rate), ORACLES[name]([theirs], rate)
    state = optimizer.init(ours)
    for step in range(STEPS):
        noise = 0.1 * rng.standard_normal(100)
        nudge, state = optimizer.update(steepness * ours + noise, state)
        ours = ours + nudge
        theirs.grad = torch.from_numpy(steepness * theirs.detach().numpy() + noise)
        oracle.step()
        np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=0, atol=1e-12, err_msg=f"step {step}")
