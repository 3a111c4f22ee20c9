"""The choice of a plan as a mixed-integer program: what is on offer, what is needed, and the solver. The model is *ours*."""

from __future__ import annotations

from typing import NamedTuple

from ..errors import MissingExtra

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Closure(NamedTuple):
    """Whether something is closed, as a sum: what stands already, and what each option adds to it or takes away."""

    stands: int
    changes: Mapping[int, int]


class Solution(NamedTuple):
    """The options chosen, whether each need stays open, whether that is proved best, and the lowest cost not ruled out."""

    chosen: frozenset[int]
    open: tuple[bool, ...]
    optimal: bool
    bound: float


class Program:
    """Options with costs and needs that they close: each need directly, or by closing every part that it consists of.

    Solved in three steps, each held while the next is looked for: the fewest needs open, the least cost, the fewest options.
    """

    def __init__(self, costs: Iterable[float]) -> None:
        """Take the cost of each option."""
        self.costs: tuple[float, ...] = tuple(costs)
        self.exclusive: list[list[int]] = []
        self.direct: list[frozenset[int]] = []
        self.parts: list[tuple[Closure, ...]] = []

    def at_most_one(self, options: list[int]) -> None:
        """Options that exclude each other."""
        self.exclusive.append(options)

    def need(self, direct: Iterable[int], parts: Iterable[Closure] = ()) -> None:
        """Something to be closed: by one of the `direct` options, or by closing every part, where there are any."""
        self.direct.append(frozenset(direct))
        self.parts.append(tuple(parts))

    @property
    def helping(self) -> tuple[frozenset[int], ...]:
        """The options that can do something for each need."""
        return tuple(
            direct | {option for part in parts for option, change in part.changes.items() if change > 0}
            for direct, parts in zip(self.direct, self.parts, strict=True)
        )

    def solve(self) -> Solution:
        """Solve it exactly; `MissingExtra` says what to install where the solver is not there."""
        needs = len(self.direct)
        if not self.costs or not needs:  # nothing to choose from, or nothing to choose for
            return Solution(frozenset(), (True,) * needs, optimal=True, bound=0.0)
        try:
            import numpy as np
            from scipy.optimize import Bounds, LinearConstraint, milp
            from scipy.sparse import csr_array
        except ModuleNotFoundError as error:
            raise MissingExtra("plans", "plans") from error
        options = len(self.costs)
        # the variables: whether each option is chosen, each need stays open, each need is closed by its parts
        size = options + 2 * needs
        rows = self._rows(options, needs)
        places = [(row, column, value) for row, (terms, _) in enumerate(rows) for column, value in terms.items()]
        matrix = csr_array(
            ([value for *_, value in places], ([row for row, *_ in places], [column for _, column, _ in places])),
            shape=(len(rows), size),
        )
        constraints = [LinearConstraint(matrix, np.array([least for _, least in rows], dtype=float), np.inf)]
        upper = np.ones(size)
        upper[options + needs :] = [1.0 if parts else 0.0 for parts in self.parts]
        integral = np.concatenate([np.ones(options), np.zeros(2 * needs)])
        open_needs = np.concatenate([np.zeros(options), np.ones(needs), np.zeros(needs)])
        costs = np.concatenate([np.array(self.costs, dtype=float), np.zeros(2 * needs)])
        number = np.concatenate([np.ones(options), np.zeros(2 * needs)])
        optimal, bound = True, 0.0
        values = np.zeros(size)
        for objective in (open_needs, costs, number):
            solved = milp(
                objective,
                integrality=integral,
                bounds=Bounds(np.zeros(size), upper),
                constraints=constraints,
                options={"mip_rel_gap": 0.0},
            )
            optimal = optimal and solved.status == 0
            bound = float(solved.mip_dual_bound) if objective is costs else bound
            values = solved.x
            best = float(solved.fun)
            constraints.append(LinearConstraint(objective[np.newaxis, :], -np.inf, best + 1e-7 * max(1.0, abs(best))))
        chosen = frozenset(place for place in range(options) if values[place] > _HALF)
        return Solution(chosen, tuple(bool(each > _HALF) for each in values[options : options + needs]), optimal, bound)

    def _rows(self, options: int, needs: int) -> list[tuple[dict[int, float], float]]:
        """Each constraint as the sum of its terms and the least that it may be."""
        rows: list[tuple[dict[int, float], float]] = []
        for place in range(needs):
            is_open, by_parts = options + place, options + needs + place
            closed: dict[int, float] = dict.fromkeys(self.direct[place], 1.0)
            rows.append((closed | {is_open: 1.0, by_parts: 1.0}, 1.0))
            rows.extend(
                ({option: float(change) for option, change in part.changes.items()} | {by_parts: -1.0}, -part.stands)
                for part in self.parts[place]
            )
        rows.extend((dict.fromkeys(each, -1.0), -1.0) for each in self.exclusive)
        return rows


_HALF = 0.5
