"""`make bench`: every figure in one run, so that ratios are taken on one machine at one time."""

from __future__ import annotations

import sys

from benchmarks import page_weight, reader, role_page

PARTS = {"reader": reader, "role_page": role_page, "page_weight": page_weight}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name].main()
        print()
