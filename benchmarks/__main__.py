"""`make bench`: every figure in one run, so that ratios are taken on one machine at one time."""

from __future__ import annotations

import sys
from importlib import import_module

PARTS = ["reader", "compare_engine", "role_page", "compare_page", "autosave", "page_weight"]

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        import_module(f"benchmarks.{name}").main()
        print()
