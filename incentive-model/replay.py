#!/usr/bin/env python3
"""Replays the certificates of the equilibria that 'medchain game solve' found, in fractions (GAME-18).

usage: replay.py FOLDER                    a folder that 'game solve --out' (or --figures) wrote
       replay.py RESULTS_JSON GAME_NFG     its results.json, and the game as 'game export' writes it

A line for each equilibrium; the exit code is 1 if one fails, 2 if a file cannot be read. Exact ones: probabilities add up to 1, what is played pays what is
told, no action pays more. Boxes: at no point within does a player gain by another action, and Krawczyk's operator
(1969) maps the box into itself, so that it holds exactly one equilibrium with these actions in use. Nothing is rounded.
"""
import itertools
import json
import os
import re
import sys
from fractions import Fraction


class Game:
    """A strategic game of Gambit: the first player's action changes fastest."""

    def __init__(self, text):
        words = iter(re.findall(r'"(?:\\["\\]|[^"])*"|[{}]|[^\s{},"]+', text))
        if [next(words), next(words)] != ["NFG", "1"]:
            raise ValueError("no strategic game of Gambit (NFG 1)")
        next(words), next(words)
        players = self.group(words)
        sizes = self.group(words)
        self.sizes = [len(each) if isinstance(each, list) else int(each) for each in sizes]
        if len(players) != len(self.sizes):
            raise ValueError("another number of players than of strategies")
        rest = [word for word in words if not word.startswith('"')]
        count = 1
        for size in self.sizes:
            count *= size
        if rest and rest[0] == "{":
            outcomes = self.group(iter(rest[1:]), True)
            references = rest[-count:]
            nothing = ["0"] * len(players)
            rows = [outcomes[int(each) - 1] if int(each) else nothing for each in references]
        else:
            rows = [rest[at : at + len(players)] for at in range(0, len(rest), len(players))]
        if len(rows) != count:
            raise ValueError("%d payoffs where %d profiles are" % (len(rows), count))
        self.payoffs = [[Fraction(each) for each in row] for row in rows]

    @staticmethod
    def group(words, opened=False):
        """What stands between braces, with groups within."""
        if not opened and next(words) != "{":
            raise ValueError("a { is missing")
        inside = []
        for word in words:
            if word == "}":
                return inside
            inside.append(Game.group(words, True) if word == "{" else word)
        raise ValueError("a } is missing")

    def pays(self, player, profile):
        at = 0
        for size, action in zip(reversed(self.sizes), reversed(profile)):
            at = at * size + action
        return self.payoffs[at][player]


def used(profile):
    return [[action for action, chance in enumerate(own) if chance] for own in profile]


def require_mixtures(game, profile):
    if [len(own) for own in profile] != game.sizes:
        raise ValueError("it has other players or actions than the game")
    for player, own in enumerate(profile):
        if sum(own) != 1 or min(own) < 0:
            raise ValueError("the probabilities of player %d are none" % (player + 1))


def replay_exact(game, profile, payoffs):
    require_mixtures(game, profile)
    support = used(profile)
    for player, own in enumerate(profile):
        for action, chance in enumerate(own):
            sets = list(support)
            sets[player] = [action]
            value = 0
            for at in itertools.product(*sets):
                weight = Fraction(1)
                for who, each in enumerate(at):
                    weight *= profile[who][each] if who != player else 1
                value += weight * game.pays(player, at)
            if value > payoffs[player] or (chance and value != payoffs[player]):
                told = "player %d gets %s by action %d, and %s is told"
                raise ValueError(told % (player + 1, value, action + 1, payoffs[player]))


class Box:
    """A point, and by how much each probability but that of the first action in use may be off."""

    def __init__(self, game, centre, radius):
        require_mixtures(game, centre)
        self.game, self.centre, self.radius = game, centre, radius
        self.support = used(centre)
        self.unknowns = [(who, each) for who, own in enumerate(self.support) for each in own[1:]]

    def chance(self, who, action, reach):
        first = action == self.support[who][0]
        off = reach * (len(self.support[who]) - 1 if first else 1)
        return self.centre[who][action] - off, self.centre[who][action] + off

    def gain(self, player, action, reach, turned=None):
        """What an action pays more than the first in use; or what another's turn adds to that."""
        sets = list(self.support)
        for who in [player] + ([turned[0]] if turned else []):
            sets[who] = [self.support[who][0]]
        low = high = Fraction(0)
        for first in itertools.product(*sets):
            more = self.over(player, action, first)
            if turned:
                at = list(first)
                at[turned[0]] = turned[1]
                more = self.over(player, action, at) - more
            least = most = Fraction(1)
            for who, each in enumerate(first):
                if who != player and not (turned and who == turned[0]):
                    ends = self.chance(who, each, reach)
                    least, most = least * ends[0], most * ends[1]
            low += more * (least if more > 0 else most)
            high += more * (most if more > 0 else least)
        return low, high

    def over(self, player, action, first):
        at = list(first)
        at[player] = action
        return self.game.pays(player, at) - self.game.pays(player, first)

    def slope(self, row, column, reach):
        if row[0] == column[0]:
            return Fraction(0), Fraction(0)
        return self.gain(row[0], row[1], reach, column)

    def replay(self):
        if self.radius <= 0:
            raise ValueError("its box has no room")
        for player, own in enumerate(self.centre):
            for action, chance in enumerate(own):
                if chance and self.chance(player, action, self.radius)[0] <= 0:
                    raise ValueError("action %d of player %d may be unused" % (action + 1, player + 1))
                if not chance and self.gain(player, action, self.radius)[1] > 0:
                    raise ValueError("player %d may gain by action %d" % (player + 1, action + 1))
        middle = [[self.slope(row, column, 0)[0] for column in self.unknowns] for row in self.unknowns]
        wide = [[self.slope(row, column, self.radius) for column in self.unknowns] for row in self.unknowns]
        residuals = [self.gain(player, action, 0)[0] for player, action in self.unknowns]
        for at, row in enumerate(inverse(middle)):
            step = abs(sum(one * off for one, off in zip(row, residuals)))
            for column in range(len(row)):
                ends = [Fraction(at == column)] * 2
                for one, slopes in zip(row, wide):
                    low, high = slopes[column] if one < 0 else slopes[column][::-1]
                    ends = [ends[0] - one * low, ends[1] - one * high]
                step += self.radius * max(abs(ends[0]), abs(ends[1]))
            if step >= self.radius:
                raise ValueError("its box is not shown to hold exactly one")


def inverse(matrix):
    """Gauss and Jordan."""
    size = len(matrix)
    rows = [list(row) + [Fraction(at == each) for each in range(size)] for at, row in enumerate(matrix)]
    for at in range(size):
        pivot = next((each for each in range(at, size) if rows[each][at]), None)
        if pivot is None:
            raise ValueError("the slopes at its centre are singular")
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [each / rows[at][at] for each in rows[at]]
        for other in range(size):
            if other != at and rows[other][at]:
                rows[other] = [one - rows[other][at] * each for one, each in zip(rows[other], rows[at])]
    return [row[size:] for row in rows]


def fractions(rows):
    return [[Fraction(each) for each in row] for row in rows]


def replay(game, equilibrium):
    """The kind of certificate; an error says what does not hold."""
    if "exact" in equilibrium:
        exact = equilibrium["exact"]
        replay_exact(game, fractions(exact["profile"]), fractions([exact["payoffs"]])[0])
        return "in fractions"
    if "box" in equilibrium:
        box = equilibrium["box"]
        Box(game, fractions(box["centre"]), Fraction(box["radius"])).replay()
        return "the only one in its box"
    raise ValueError("it has no certificate")


def main(words):
    if len(words) == 1:
        words = [os.path.join(words[0], each) for each in ("results.json", "game.nfg")]
    if len(words) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(words[0], encoding="utf-8") as results, open(words[1], encoding="utf-8") as file:
            found, game = json.load(results), Game(file.read())
        equilibria = found["equilibria"]
    except (OSError, ValueError, KeyError, StopIteration, IndexError) as wrong:
        print("replay.py: %s: %s" % (" ".join(words), wrong), file=sys.stderr)
        return 2
    failed = bool(found["complete"] and not equilibria)
    if failed:
        print("complete without an equilibrium: FAILS, by Nash (1951)")
    for number, each in enumerate(equilibria, 1):
        try:
            print("equilibrium %d: holds, %s" % (number, replay(game, each)))
        except (ValueError, KeyError, IndexError) as wrong:
            print("equilibrium %d: FAILS, %s" % (number, wrong))
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
