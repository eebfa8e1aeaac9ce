"""Olympic gold medals per million inhabitants, for the essay beside this file.

    python medals_per_million.py

Every number carries its source or it does not go into print.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Team:
    country: str
    gold: int
    silver: int
    bronze: int
    millions: float  # inhabitants in the year of the Games

    @property
    def medals(self) -> int:
        return self.gold + self.silver + self.bronze

    @property
    def gold_per_million(self) -> float:
        return self.gold / self.millions


# PyeongChang 2018. Population: national statistics offices, rounded to 100,000.
PYEONGCHANG_2018 = [
    Team("Norway", 14, 14, 11, 5.3),
    Team("Germany", 14, 10, 7, 82.9),
    Team("Canada", 11, 8, 10, 37.1),
    Team("United States", 9, 8, 6, 327.0),
    Team("Netherlands", 8, 6, 6, 17.2),
]


def ranking(teams: list[Team]) -> list[Team]:
    """The teams with the most gold per head first; more medals decide between equals."""
    return sorted(teams, key=lambda team: (team.gold_per_million, team.medals), reverse=True)


def table(teams: list[Team]) -> str:
    # Weighting gold 3, silver 2, bronze 1 is common in newspapers. Is there a study that compares such schemes?
    lines = [f"{'Country':<14} {'Gold':>4} {'All':>4} {'Gold per million':>17}"]
    for team in ranking(teams):
        lines.append(f"{team.country:<14} {team.gold:>4} {team.medals:>4} {team.gold_per_million:>17.2f}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(PYEONGCHANG_2018))
