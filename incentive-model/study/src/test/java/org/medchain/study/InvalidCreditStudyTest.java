package org.medchain.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** GAME-18: the same of studies of the credit points, and of agents on the ledger. */
class InvalidCreditStudyTest {
  private static final String CREDIT =
      """
      name: bad
      game:
        kind: credit
        scenario: population
      """;

  @TempDir private Path folder;

  static Stream<Arguments> bad() {
    return Stream.concat(wrongCredit(), wrongLedgers());
  }

  private static Stream<Arguments> wrongCredit() {
    return Stream.of(
        Arguments.of(
            "solve",
            CREDIT,
            ":4: game.scenario is a population, and 'game solve' needs a game between players"),
        Arguments.of(
            "solve",
            CREDIT.replace("population", "market") + "  strategies: [honest]\n",
            ":5: game.strategies stands with the scenario market; allowed: only with the scenario"
                + " population"),
        Arguments.of(
            "evolve",
            CREDIT + "  strategies: [honest, cheat]\n",
            ":5: game.strategies[1] is \"cheat\"; allowed: one of honest, false"),
        Arguments.of(
            "evolve",
            CREDIT + "  parameters: {penalty: 3}\n",
            ":5: unknown key \"penalty\" in game.parameters"),
        Arguments.of(
            "evolve", CREDIT + "  parameters:\n    quorum: 2\n", ":6: game.parameters.quorum: "),
        Arguments.of(
            "evolve",
            CREDIT + "  parameters: {bond: -1}\n",
            ":5: game.parameters.bond is -1; allowed: an integer from 0"),
        Arguments.of(
            "evolve",
            CREDIT + "  parameters: {miss: 10}\n",
            ":5: game.parameters.miss is 10; allowed: a number from 0 to 1"),
        Arguments.of(
            "analyse",
            CREDIT + "  parameters: {discount: 1.5}\n",
            ":5: game.parameters.discount is 1.5; allowed: a number from 0 to 0.9999"),
        Arguments.of(
            "analyse",
            CREDIT + "  parameters: {miss: 10/9}\n",
            ":5: game.parameters.miss: miss: a number from 0 to 1, not 10/9"),
        Arguments.of(
            "analyse",
            CREDIT + "  parameters: {false_gain: a ninth}\n",
            ":5: game.parameters.false_gain is \"a ninth\"; allowed: a number from 0 to 1000000000,"
                + " or a fraction such as 1/9"),
        Arguments.of(
            "analyse",
            CREDIT + "  parameters: {false_gain: 1/0}\n",
            ":5: game.parameters.false_gain is \"1/0\"; allowed: a number from 0"),
        Arguments.of(
            "analyse",
            CREDIT + "  parameters: {buyer_valid_share: 1.1}\n",
            ":5: game.parameters.buyer_valid_share is 1.1; allowed: a number from 0 to 1"),
        Arguments.of(
            "analyse",
            CREDIT + "  parameters: {level_price: 0.5}\n",
            ":5: game.parameters.level_price is 0.5; allowed: an integer from 0"),
        Arguments.of(
            "analyse",
            CREDIT + "  parameters: {level_discount_bp: 10001}\n",
            ":5: game.parameters.level_discount_bp is 10001; allowed: an integer from 0 to 10000"),
        Arguments.of(
            "analyse",
            CREDIT + "  parameters: {verifier_reward: 0.5}\n",
            ":5: game.parameters.verifier_reward is 0.5; allowed: an integer from 0"),
        Arguments.of(
            "solve",
            CREDIT.replace("population", "verifiers") + "  parameters: {verifiers: 15}\n",
            ":4: game.scenario is verifiers, and the rules have 15 of them; allowed: 1 to 9"),
        Arguments.of(
            "analyse",
            CREDIT + "analyse: {conditions: [T22]}\n",
            ":5: analyse.conditions[0] is \"T22\"; allowed: one of T1"),
        Arguments.of(
            "analyse",
            CREDIT + "analyse:\n  parts: [regions]\n  regions:\n    up: {parameter: penalty}\n",
            ":8: analyse.regions.up.parameter is \"penalty\"; allowed: a key of game.parameters"),
        Arguments.of(
            "analyse",
            CREDIT
                + "analyse:\n  parts: [regions]\n  regions:\n    up: {parameter: upload_reward}\n",
            ":8: analyse.regions names upload_reward twice; allowed: two different parameters"),
        Arguments.of(
            "analyse",
            CREDIT
                + "analyse:\n"
                + "  parts: [regions]\n"
                + "  regions: {starts: 1, strategies: [\"false\", honest]}\n",
            ":7: analyse.regions.strategies is [false, honest]; allowed: honest first"),
        Arguments.of(
            "analyse",
            CREDIT + "analyse:\n  parts: [repairs]\n  repairs: {mechanisms: [prayer]}\n",
            ":7: analyse.repairs.mechanisms[0] is \"prayer\"; allowed: one of "),
        Arguments.of(
            "simulate",
            CREDIT.replace("population", "upload"),
            ":2: 'game simulate' stands with a game of 1 players; allowed: games of one population,"
                + " or of two players"));
  }

  private static Stream<Arguments> wrongLedgers() {
    String ledger = CREDIT + "simulate:\n  ledger:\n    members: {honest: 4, free rider: 2}\n";
    return Stream.of(
        Arguments.of(
            "simulate",
            InvalidStudyTest.GAME + "simulate:\n  ledger:\n    members: {honest: 2}\n",
            ":9: simulate.ledger stands with a game that is not of the credit points; allowed:"
                + " only with the kind credit"),
        Arguments.of(
            "simulate",
            CREDIT + "simulate:\n  ledger: {rounds: 3}\n",
            ":6: the key \"simulate.ledger.members\" is missing; it is required: a mapping from"
                + " strategies"),
        Arguments.of(
            "simulate",
            ledger.replace("honest", "cheat"),
            ":7: simulate.ledger.members names \"cheat\"; allowed: honest, false"),
        Arguments.of(
            "simulate",
            ledger.replace("4", "x"),
            ":7: simulate.ledger.members.honest is \"x\"; allowed: an integer from 0 to 10000"),
        Arguments.of(
            "simulate",
            ledger + "    rounds: 15\n    epoch: 4\n",
            ":6: simulate.ledger: 15 rounds are no whole number of epochs of 4"),
        Arguments.of(
            "simulate",
            ledger.replace(", free rider: 2", "") + "    revision: {}\n",
            ":8: simulate.ledger.revision stands with one strategy; allowed: with two or more"),
        Arguments.of(
            "simulate",
            ledger + "    host: solana\n",
            ":8: simulate.ledger.host is \"solana\"; allowed: one of contract, pbft"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void isRefusedAtItsLine(String command, String text, String expected) throws IOException {
    InvalidStudyTest.refused(folder.resolve("bad.yaml"), command, text, expected);
  }
}
