"""The benches: ``python -m tests.bench steps map`` runs these two, one after the other.

Everyone gets one thread. The exit status is 1 when a budget is broken.
"""

import os
import sys
from importlib import import_module

THREADS = dict.fromkeys(["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"], "1")
XLA = {"XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1", "JAX_PLATFORMS": "cpu"}


def kept(name):
    """Run one bench; whether its budgets are kept."""
    bench = import_module(f"tests.bench.{name}")
    print(f"\n{name}: {bench.__doc__.splitlines()[0]}", flush=True)
    try:
        return not bench.main()
    except SystemExit as end:
        print(end.code or "", end="\n" if end.code else "")
        return not end.code


def main():
    os.environ.update(THREADS | XLA)
    broken = [name for name in sys.argv[1:] if not kept(name)]
    sys.exit(f"\nbroken: {', '.join(broken)}" if broken else 0)


if __name__ == "__main__":
    main()
