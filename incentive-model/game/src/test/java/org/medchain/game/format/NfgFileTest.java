package org.medchain.game.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.game.Game;
import org.medchain.game.Player;

/** GAME-18: files of Gambit are read and written; what is no game is refused with its place. */
class NfgFileTest {
  private static Game read(String text) throws GameFileException {
    return NfgFile.read("game.nfg", text).game();
  }

  /** The outcome form, as Gambit's documentation of the format shows it. */
  @Test
  void outcomeForm() throws GameFileException {
    NfgFile file =
        NfgFile.read(
            "game.nfg",
            """
            NFG 1 R "Two by three" { "Player 1" "Player 2" }

            { { "up" "down" }
            { "1" "2" "3" }
            }
            "a comment
            of two lines"

            {
            { "one" 1, 2 }
            { "two" -1/3 .5 }
            { "" 1.5e-3, +4 }
            }
            1 2 0 3 2 1
            """);
    Game game = file.game();
    assertThat(game.title()).isEqualTo("Two by three");
    assertThat(file.comment()).isEqualTo("a comment\nof two lines");
    assertThat(game.players())
        .containsExactly(
            new Player("Player 1", List.of("up", "down")),
            new Player("Player 2", List.of("1", "2", "3")));
    // The first player's action changes fastest; outcome 0 pays nothing.
    assertThat(game.exactPayoff(0, 1, 0)).isEqualTo(new BigFraction(-1, 3));
    assertThat(game.exactPayoff(1, 1, 0)).isEqualTo(new BigFraction(1, 2));
    assertThat(game.exactPayoff(0, 0, 1)).isEqualTo(BigFraction.ZERO);
    assertThat(game.exactPayoff(0, 1, 1)).isEqualTo(new BigFraction(3, 2000));
    assertThat(game.exactPayoff(1, 1, 1)).isEqualTo(new BigFraction(4));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 3, 1",
    "-3, -3, 1",
    "+3, 3, 1",
    "1/3, 1, 3",
    "-2/6, -1, 3",
    "0.1, 1, 10",
    ".25, 1, 4",
    "5., 5, 1",
    "1e2, 100, 1",
    "1E-2, 1, 100",
    "-1.5e+1, -15, 1",
    "000, 0, 1",
    "-0, 0, 1"
  })
  void numbers(String text, int numerator, int denominator) throws GameFileException {
    assertThat(read("NFG 1 R \"\" { \"a\" } { 1 } " + text).exactPayoff(0, 0))
        .isEqualTo(new BigFraction(numerator, denominator));
  }

  @Test
  void namesThatOccurTwiceAreNumbered() throws GameFileException {
    Game game = read("NFG 1 R \"\" { \"a\" } { { \"x\" \"x\" \"x_1\" \"\" \"\" } } 1 2 3 4 5");
    assertThat(game.players().get(0).actions()).containsExactly("x_2", "x_3", "x_1", "_1", "_2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EFG 2 R | 1:1: a game file of Gambit begins with NFG, found 'EFG'",
        "NFG 2 R | 1:5: version 1 is read, not '2'",
        "NFG 1 X | 1:7: expected the data type R or D, found 'X'",
        "NFG 1 R { | 1:9: expected the title, found '{'",
        "NFG 1 R \"t | 1:9: this quoted text has no closing quote",
        "NFG 1 R \"\" { } | 1:12: a game has at least one player",
        "NFG 1 R \"\" { a } | 1:14: expected a player's name in quotes or '}', found 'a'",
        "NFG 1 R \"\" { \"a\" } 2 | 1:20: expected '{' before the players' actions, found '2'",
        "NFG 1 R \"\" { \"a\" } { 0 }"
            + " | 1:22: the number of actions of player 1 is a whole number from 1 to 10000000,"
            + " found '0'",
        "NFG 1 R \"\" { \"a\" } { { } } | 1:22: the list of actions of player 1 is empty",
        "NFG 1 R \"\" { \"a\" } { 2 2 } | 1:24: expected '}' after the actions of 1 players, found"
            + " '2'",
        "NFG 1 R \"\" { \"a\" \"b\" } { 2 } | 1:28: expected the number of actions of player 2,"
            + " found '}'",
        "NFG 1 R \"\" { \"a\" } { 2 } 1 | 1:27: expected the payoff of player 1 at profile (2),"
            + " found the end of the file",
        "NFG 1 R \"\" { \"a\" } { 1 } 1 2 | 1:28: expected the end of the file, found '2'",
        "NFG 1 R \"\" { \"a\" } { 1 } { { \"\" 1 } } 2 | 1:39: the number of an outcome is a whole"
            + " number from 0 to 1, found '2'",
        "NFG 1 R \"\" { \"a\" } { 1 } { { \"\" 1, 2 } } 1 | 1:36: expected '}' after 1 payoffs of"
            + " outcome 1, found '2'",
        "NFG 1 R \"\" { \"a\" } { 1 } { { 1 } } 1 | 1:30: expected the name of outcome 1 in quotes,"
            + " found '1'",
        "NFG 1 R \"\" { \"a\" } { 1 } { { \"\" } } 1 | 1:33: expected the payoff of player 1 of"
            + " outcome 1, found '}'",
        "NFG 1 R \"\" { \"a\" } { 2 } { { \"\" 1 } } 1 | 1:40: expected the outcome of profile (2),"
            + " found the end of the file",
      })
  void refusals(String text, String message) {
    assertThatExceptionOfType(GameFileException.class)
        .isThrownBy(() -> read(text.strip()))
        .withMessage("game.nfg:" + message.strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/0", "1.2.3", "1e", "1e5000", "--1", "1/2/3", "0x10", "1_000", "1/-2"})
  void noNumbers(String text) {
    assertThatExceptionOfType(GameFileException.class)
        .isThrownBy(() -> read("NFG 1 R \"\" { \"a\" }\n{ 2 }\n7\n  " + text))
        .withMessageContaining("game.nfg:4:3: expected a number like");
  }

  @Test
  void tooLargeGamesAreRefusedBeforeTheyAreRead() {
    for (String sizes : List.of("{ 10000000 9999999 }", "{ 4000 2000 }")) {
      assertThatExceptionOfType(GameFileException.class)
          .isThrownBy(() -> read("NFG 1 R \"\" { \"a\" \"b\" }\n" + sizes + " 1"))
          .withMessage("game.nfg:2:1: the game has more than 10000000 payoffs, which is too large");
    }
  }

  @Test
  void readsFiles(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a.nfg");
    Files.writeString(file, "\uFEFFNFG 1 R \"ä\" { \"a\" } { 1 } 1", StandardCharsets.UTF_8);
    assertThat(NfgFile.read(file).game().title()).isEqualTo("ä");
    Files.writeString(file, "NFG 1 R \"\" { \"a\" } { 1 } x");
    assertThatExceptionOfType(GameFileException.class)
        .isThrownBy(() -> NfgFile.read(file))
        .withMessageStartingWith(file + ":1:26: ");
  }

  @Property(seed = "1994", tries = 200)
  void whatIsWrittenIsReadBack(@ForAll("files") NfgFile file) throws GameFileException {
    NfgFile back = NfgFile.read("back.nfg", file.text());
    assertThat(back.comment()).isEqualTo(file.comment());
    Game one = file.game();
    Game other = back.game();
    assertThat(other.title()).isEqualTo(one.title());
    assertThat(other.players()).isEqualTo(one.players());
    for (int index = 0; index < one.profileCount(); index++) {
      for (int player = 0; player < one.players().size(); player++) {
        assertThat(other.exactPayoff(player, other.profile(index)))
            .isEqualTo(one.exactPayoff(player, one.profile(index)));
      }
    }
    assertThat(back.text()).isEqualTo(file.text());
  }

  /** For every text the result is a game, or a refusal with its place. */
  @Property(seed = "1994", tries = 500)
  void anyTextIsReadOrRefused(@ForAll("texts") String text) {
    try {
      assertThat(NfgFile.read("any.nfg", text).game().players()).isNotEmpty();
    } catch (GameFileException refusal) {
      assertThat(refusal.getMessage()).startsWith("any.nfg:").doesNotContain("\n");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "NFG", "1", "R", "\"a\"", "{", "}", ",", "2", "-1/3", "\"", "\\", "\n", "x", "1e9")
        .list()
        .ofMaxSize(30)
        .map(parts -> "NFG 1 R \"t\" { \"a\" } { " + String.join(" ", parts));
  }

  @Provide
  Arbitrary<NfgFile> files() {
    Arbitrary<String> text =
        Arbitraries.strings().withChars('a', '"', '\\', ' ', '\n', '{', 'é').ofMaxLength(6);
    Arbitrary<BigFraction> number =
        Arbitraries.oneOf(
            Arbitraries.doubles().map(Game::rational),
            Combinators.combine(
                    Arbitraries.integers(), Arbitraries.integers().between(1, 1_000_000))
                .as(BigFraction::new));
    Arbitrary<List<Player>> players =
        Combinators.combine(text, text.list().uniqueElements().ofMinSize(1).ofMaxSize(3))
            .as(Player::new)
            .list()
            .ofMinSize(1)
            .ofMaxSize(3);
    return Combinators.combine(text, text, players, number.list().ofSize(81))
        .as(
            (title, comment, who, numbers) -> {
              int profiles =
                  who.stream().mapToInt(p -> p.actions().size()).reduce(1, (a, b) -> a * b);
              List<BigFraction[]> table = new ArrayList<>();
              for (int player = 0; player < who.size(); player++) {
                table.add(
                    numbers
                        .subList(player * 27, player * 27 + profiles)
                        .toArray(BigFraction[]::new));
              }
              return new NfgFile(Game.of(title, who, table.toArray(BigFraction[][]::new)), comment);
            });
  }
}
