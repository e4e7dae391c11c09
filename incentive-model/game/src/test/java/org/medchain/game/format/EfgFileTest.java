package org.medchain.game.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.checkout.Repository;
import org.medchain.game.extensive.GameTreeNode;

/** GAME-20: trees of Gambit are read and written; what is malformed is refused with its place. */
class EfgFileTest {
  private static final String HEAD = "EFG 2 R \"\" { \"a\" \"b\" } ";

  private static EfgFile read(String text) throws GameFileException {
    return EfgFile.read("game.efg", text);
  }

  /** What stood before may be left out, outcomes may stand inside, commas or not. */
  @Test
  void theFormatAsGambitDescribesIt() throws GameFileException {
    EfgFile file =
        read(
            """
            EFG 2 R "A game" { "Player 1" "Player 2" }
            "a comment"

            c "ROOT" 1 "(0,1)" { "1G" 0.500000 "1B" 1/2 } 0
            p "" 1 1 "(1,1)" { "H" "L" } 1 "fee" { -1 .5 }
            t "" 2 "end" { 10.000000, 2.000000 }
            t "" 0
            p "" 1 1 1
            t "" 2
            c "" 1 0
            t "" 2 "again" { 10 2 }
            t "" 0
            """);
    assertThat(file.comment()).isEqualTo("a comment");
    GameTreeNode.ChanceNode root = (GameTreeNode.ChanceNode) file.game().root();
    assertThat(root.name()).isEqualTo("ROOT");
    GameTreeNode.DecisionNode first = (GameTreeNode.DecisionNode) root.children().get(0);
    GameTreeNode.DecisionNode second = (GameTreeNode.DecisionNode) root.children().get(1);
    assertThat(first.set()).isEqualTo(second.set());
    assertThat(first.outcome()).isEqualTo(second.outcome());
    assertThat(first.outcome().orElseThrow().payoffs())
        .containsExactly(new BigFraction(-1), new BigFraction(1, 2));
    assertThat(first.children().get(0)).isEqualTo(second.children().get(0));
    assertThat(((GameTreeNode.ChanceNode) second.children().get(1)).lottery())
        .isEqualTo(root.lottery());
  }

  @ParameterizedTest
  @ValueSource(strings = {"kuhn-poker.efg", "seltens-horse.efg"})
  void writtenAndReadAgainItIsTheSame(String sample) throws IOException, GameFileException {
    EfgFile file = EfgFile.read(Repository.file("incentive-model/games").resolve(sample));
    assertThat(read(file.text())).isEqualTo(file);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NFG 1 R | 1:1: a game file of Gambit begins with EFG, found 'NFG'",
        "EFG 1 R | 1:5: version 2 is read, not '1'",
        "EFG 2 R \"\" { } | 1:12: a game has at least one player",
        "HEAD | 1:24: expected a node, which begins with c (chance), p (a player) or t (the end),"
            + " found the end of the file",
        "HEAD x | 1:24: expected a node, which begins with c (chance), p (a player) or t (the end),"
            + " found 'x'",
        "HEAD t 0 | 1:26: expected the name of the node in quotes, found '0'",
        "HEAD t \"\" | 1:28: expected the number of the outcome, or 0 for none, found the end of"
            + " the file",
        "HEAD t \"\" 0 t | 1:31: expected the end of the file, found 't'",
        "HEAD t \"\" 1 | 1:30: expected '{' before the payoffs of outcome 1, found the end of the"
            + " file",
        "HEAD t \"\" 1 { 1 } | 1:35: expected the payoff of player 2 of outcome 1, found '}'",
        "HEAD t \"\" 1 { 1 2 3 } | 1:37: expected '}' after 2 payoffs of outcome 1, found '3'",
        "HEAD t \"\" 1 { 1 x } | 1:35: expected the payoff of player 2 of outcome 1, found 'x'",
        "HEAD t \"\" 1 { 1 2/0 } | 1:35: expected a number like -3, 1/3, 0.25 or 1.5e-3"
            + " (exponents up to 1000), found '2/0'",
        "HEAD t \"\" 0 \"none\" { 1 2 } | 1:38: expected no payoffs, since 0 is no outcome, found"
            + " '{'",
        "HEAD p \"\" 3 1 \"\" { \"l\" } 0 | 1:29: the number of the player is a whole number from"
            + " 1 to 2, found '3'",
        "HEAD p \"\" 1 0 \"\" { \"l\" } 0 | 1:31: the number of the information set is a whole"
            + " number from 1 to 999999999, found '0'",
        "HEAD p \"\" 1 1 0 | 1:33: expected '{' before the actions of information set 1 of player"
            + " 1, found '0'",
        "HEAD p \"\" 1 1 \"\" { } 0 | 1:36: the list of actions of information set 1 of player 1"
            + " is empty",
        "HEAD p \"\" 1 1 \"\" { \"l\" } 0 p \"\" 1 1 \"\" { \"r\" } 0 t \"\" 0 | 1:58: information"
            + " set 1 of player 1 has other actions at its first place",
        "HEAD p \"\" 1 1 \"\" { \"l\" \"r\" } 0 t \"\" 0 | 1:56: expected a node, which begins with"
            + " c (chance), p (a player) or t (the end), found the end of the file",
        "HEAD c \"\" 1 \"\" { \"x\" 1/2 \"y\" 1/3 } 0 | 1:34: the probabilities of chance's move"
            + " add up to 1, not to 5/6",
        "HEAD c \"\" 1 \"\" { \"x\" 3/2 \"y\" -1/2 } 0 | 1:48: a probability is not below 0, found"
            + " '-1/2'",
        "HEAD c \"\" 1 \"\" { \"x\" \"y\" } 0 | 1:40: expected the probability of an action, found"
            + " the text \"y\"",
        "HEAD c \"\" 1 \"\" { \"x\" 1 } 0 c \"\" 1 \"\" { \"y\" 1 } 0 t \"\" 0 | 1:51: chance's"
            + " move 1 is another one at its first place",
        "HEAD c \"\" 1 \"\" { \"x\" 1 } 7 \"\" { 1 1 } t \"\" 7 { 1 2 } | 1:62: outcome 7 has other"
            + " payoffs at its first place",
      })
  void refusals(String text, String message) {
    assertThatExceptionOfType(GameFileException.class)
        .isThrownBy(() -> read(text.strip().replaceFirst("HEAD ?", Matcher.quoteReplacement(HEAD))))
        .withMessage("game.efg:" + message.strip());
  }

  @Test
  void endlessPlaysAreRefusedWhereTheyBecomeTooLong() {
    String node = "p \"\" 1 1 \"\" { \"l\" } 0\n";
    assertThatExceptionOfType(GameFileException.class)
        .isThrownBy(() -> read(HEAD + "\n" + node.repeat(10_000)))
        .withMessage("game.efg:103:1: a play has more than 100 moves");
  }

  /** After every deletion or doubling, the result is a game or one line with its place. */
  @Property(seed = "20", tries = 300)
  void damagedFilesAreRefusedInOneLine(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    String text = Files.readString(Repository.file("incentive-model/games/seltens-horse.efg"));
    List<String> words = new ArrayList<>(List.of(text.split("(?<= )|(?<=\n)")));
    int place = random.nextInt(words.size());
    switch (random.nextInt(3)) {
      case 0 -> words.remove(place);
      case 1 -> words.add(place, words.get(random.nextInt(words.size())));
      default -> words.set(place, words.get(random.nextInt(words.size())));
    }
    try {
      read(String.join("", words));
    } catch (GameFileException e) {
      assertThat(e.getMessage()).matches("game\\.efg:\\d+:\\d+: .+").doesNotContain("\n");
    }
  }
}
